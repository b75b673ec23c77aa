// The texts of enrolment, of a phone that is not enrolled, and of adding a phone, in Arabic. {name} is a parameter.

export default {
  // Enrolment
  'enrol.title': 'جهّز هذا الهاتف',
  'enrol.checking': 'جارٍ التحقّق من دعوتك…',
  'enrol.failed': 'لا يمكن استخدام هذه الدعوة',
  'enrol.type-code': 'اكتب الرمز',
  'enrol.invited': 'تدعوك {organisation} إلى تسجيل الدخول بهذا الهاتف باسم',
  'enrol.account': 'الحساب {account}',
  'enrol.not-you': 'ألست أنت هذا الشخص؟ لا تتابع، واتصل بـ {organisation}.',
  'enrol.set-up': 'هذا الهاتف مُجهَّز بالفعل لـ {accounts} ويبقى كذلك.',
  'enrol.added': 'يُضاف إليه {account}.',
  'enrol.same': 'هذا الهاتف مُجهَّز بالفعل لـ {account}. لا تتابع إلا إذا طُلب منك تجهيزه من جديد.',
  'enrol.answer': 'إجابتك',
  'enrol.answer.help':
    'كلمة أو عدد غير موجود في الرابط. أعطتك إياه {organisation} على حدة، بالهاتف أو بالبريد مثلًا.',
  'enrol.name': 'اسم هذا الهاتف',
  'enrol.name.help': 'تراه في قائمة أجهزتك.',
  'enrol.running': 'جارٍ التجهيز…',
  'enrol.done.title': 'تم تجهيز هذا الهاتف',
  'enrol.done.text': 'من الآن تسجّل الدخول بمسح رمز بهذا الهاتف. يبقى المفتاح على هذا الهاتف.',
  'enrol.done.in-use': 'الحساب {account} مستخدم الآن. يمكنك تغيير الحساب في صفحة البداية.',
  'enrol.done.scan': 'امسح رمزًا',
  'enrol.done.this-browser': 'تابع تسجيل الدخول',
  'enrol.done.later': 'لاحقًا',
  'enrol.problem.wrong-enrolment-code':
    'هذا الرمز خاطئ أو انتهت صلاحيته أو استُخدم من قبل. إذا لم تستخدمه أنت، فربما استخدمه شخص آخر: اتصل بمؤسستك.',
  'enrol.problem.incomplete': 'الرابط غير كامل. افتح الرابط كله، أو اكتب الرمز الذي حصلت عليه.',
  'enrol.problem.wrong-answer':
    'هذه الإجابة خاطئة، أو انتهت صلاحية الدعوة أو استُخدمت. بعد خمس إجابات خاطئة تحتاج إلى دعوة جديدة.',
  'enrol.problem.too-many-devices':
    'في حسابك أقصى عدد مسموح به من الأجهزة. أزل أحدها من هاتف آخر، ثم حاول مرة أخرى.',
  'enrol.problem.account-not-active': 'حسابك موقوف. اتصل بمؤسستك.',
  'enrol.problem.malformed-message':
    'يتكوّن الاسم من 1 إلى 60 حرفًا. الأحرف غير المرئية غير مسموح بها: اكتب الاسم ولا تلصقه.',
  'enrol.problem.offline': 'لا يوجد اتصال. لم يُفقد شيء. حاول مرة أخرى.',
  'enrol.problem.unavailable': 'خدمة Doorway غير متاحة حاليًا. لم يُفقد شيء. انتظر قليلًا، ثم حاول مرة أخرى.',
  'enrol.problem.too-many-requests': 'محاولات كثيرة جدًا. انتظر دقيقة، ثم حاول مرة أخرى.',
  'enrol.problem.other': 'حدث خطأ في Doorway. لم يُجهَّز هذا الهاتف. حاول مرة أخرى.',

  // A login was opened on a phone that is not enrolled
  'newcomer.title': 'لم يُجهَّز هذا الهاتف بعد',
  'newcomer.what': 'مع Doorway تسجّل الدخول إلى المواقع بهاتفك وبلا كلمة مرور.',
  'newcomer.invitation': 'تدعوك مؤسستك برابط إلى {address}. إذا لم يكن لديك رابط، فاطلبه من مؤسستك.',
  'newcomer.back.code': 'اترك الموقع مفتوحًا. عندما يُجهَّز هذا الهاتف، امسح رمزه من جديد.',
  'newcomer.back.own-page': 'اترك الموقع مفتوحًا. عندما يُجهَّز هذا الهاتف، عُد إليه وتابع هناك.',
  'newcomer.have-invitation': 'لدي دعوة',
  'enrol.wanted.code': 'كنت تريد تسجيل الدخول: امسح الرمز في الموقع من جديد.',
  'enrol.wanted.own-page': 'كنت تريد تسجيل الدخول: عُد إلى الموقع في متصفحك، وافتح التطبيق من هناك.',
  'enrol.wanted.scan': 'امسح الرمز من جديد',

  // Another phone, on the phone that is enrolled
  'add-device.title': 'أضف هاتفًا آخر',
  'add-device.move': 'هل تنتقل إلى هاتف جديد؟ أضفه هنا أولًا، ثم أزل هذا الهاتف من القائمة.',
  'add-device.starting': 'جارٍ إنشاء رمز…',
  'add-device.scan': 'افتح كاميرا هاتفك الآخر ووجّهها إلى هذا الرمز.',
  'add-device.code': 'رمز لهاتفك الآخر',
  'add-device.careful': 'لهاتف في يديك أنت فقط. لا ترسل صورة لهذا الرمز إلى أحد.',
  'add-device.copy': 'انسخه كرابط',
  'add-device.copied': 'نُسخ الرابط',
  'add-device.not-copied': 'تعذّر نسخ الرابط. امسح الرمز.',
  'add-device.compare.title': 'هل الأرقام متطابقة؟',
  'add-device.compare.text': 'يجب أن يعرض هاتفك الآخر «{name}» هذه الأرقام نفسها.',
  'add-device.compare.careful':
    'إذا عرض أرقامًا أخرى أو لم يعرض شيئًا، فقد فتح شخص آخر رمزك. عندئذ يجب ألا يُضاف هذا الهاتف.',
  'add-device.compare.yes': 'متطابقة: أضفه',
  'add-device.compare.no': 'غير متطابقة',
  'add-device.approving': 'جارٍ إضافة الهاتف…',
  'add-device.done.title': 'أُضيف {name}',
  'add-device.done.text': 'يستطيع تسجيل الدخول الآن. للإجراءات المهمة مثل الدفعات قد يلزمه أن ينتظر مدة.',
  'add-device.done.move': 'ألم تعد تحتاج إلى هذا الهاتف؟ أزله من قائمة أجهزتك.',
  'add-device.refused.title': 'لم يُضف شيء',
  'add-device.refused.text': 'لم يعد الرمز صالحًا. لتحاول مرة أخرى، أنشئ رمزًا جديدًا.',
  'add-device.again': 'أنشئ رمزًا جديدًا',
  'add-device.expired.title': 'انتهت صلاحية الرمز',
  'add-device.expired.text': 'لم يُضف شيء. أنشئ رمزًا جديدًا وافتحه بهاتفك الآخر.',
  'add-device.too-many.title': 'أجهزة كثيرة جدًا',
  'add-device.too-many.text': 'في حسابك أقصى عدد مسموح به من الأجهزة. أزل أحدها، ثم حاول مرة أخرى.',
  'add-device.cooling-off.title': 'لا يستطيع هذا الهاتف إضافة هاتف آخر بعد',
  'add-device.cooling-off.text':
    'أُضيف منذ وقت قصير. استخدم هاتفًا آخر من هواتفك، أو حاول لاحقًا. تُظهر صفحة البداية متى يمكن ذلك.',

  // Another phone, on the new phone
  'join.title': 'أضف هذا الهاتف',
  'join.checking': 'جارٍ التحقّق من الرمز…',
  'join.for': 'يضيف الهاتف «{device}» هذا الهاتف إلى حساب لدى {organisation}:',
  'join.not-you': 'ألست أنت هذا الشخص؟ لا تتابع.',
  'join.compare.title': 'قارن هذه الأرقام',
  'join.compare.text': 'يعرض الهاتف «{device}» أرقامًا أيضًا. إذا كانت متطابقة، فوافق هناك.',
  'join.compare.wait': 'في انتظار هاتفك الآخر. اترك هذه الصفحة مفتوحة.',
  'join.done.cooling-off': 'للإجراءات المهمة مثل الدفعات قد يلزمك أن تنتظر مدة.',
  'join.failed.title': 'لم يُضف هذا الهاتف',
  'join.failed.text':
    'الرمز خاطئ أو انتهت صلاحيته أو استُخدم من قبل، أو لم يوافق هاتفك الآخر. أنشئ هناك رمزًا جديدًا.',
};
