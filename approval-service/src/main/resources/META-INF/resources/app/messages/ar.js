// The phone app's texts in Arabic. {name} is a parameter.

import account from './ar-account.js';
import enrol from './ar-enrol.js';
import requests from './ar-requests.js';
import scan from './ar-scan.js';

export default {
  ...account,
  ...enrol,
  ...requests,
  ...scan,

  'app.title': '{screen} · Doorway',
  'common.again': 'حاول مرة أخرى',
  'common.back': 'رجوع',
  'common.cancel': 'إلغاء',
  'common.done': 'تم',
  'common.keep': 'إبقاء',
  'common.loading': 'جارٍ التحميل…',
  'common.not-now': 'ليس الآن',
  'common.remove': 'إزالة',
  'common.waiting': 'يُرجى الانتظار',
  'language.menu': 'اللغة:',
  'language.en': 'English',
  'language.de': 'Deutsch',
  'language.ar': 'العربية',

  // Welcome
  'welcome.screen': 'مرحبًا',
  'welcome.title': 'سجّل الدخول بهذا الهاتف',
  'welcome.text': 'امسح الرمز الظاهر في الموقع، وتحقّق ممّن يطلب، ثم وافق. بلا كلمة مرور.',
  'welcome.code': 'رمز الدعوة',
  'welcome.code.placeholder': '20 حرفًا ورقمًا',
  'welcome.code.help': 'تحصل عليه من مؤسستك. إذا وصلك رابط، فافتحه على هذا الهاتف.',
  'welcome.continue': 'متابعة',

  // Names of phones
  'device-name.iphone': 'iPhone',
  'device-name.ipad': 'iPad',
  'device-name.android': 'هاتف Android',
  'device-name.mac': 'Mac',
  'device-name.windows': 'حاسوب Windows',
  'device-name.chromebook': 'Chromebook',
  'device-name.linux': 'حاسوب Linux',
  'device-name.other': 'هاتفي',

  // Home
  'home.title': 'جاهز',
  'home.account': 'مُجهَّز لـ {account}',
  'home.scan': 'امسح رمزًا',
  'home.enter-code': 'أدخل رمزًا',

  // Accounts on this phone
  'accounts.title': 'الحسابات على هذا الهاتف',
  'accounts.in-use': 'مستخدم الآن',
  'accounts.as': 'باسم «{device}»',
  'accounts.use': 'استخدام',
  'accounts.use.label': 'استخدم {account}',
  'accounts.used': 'الحساب {account} مستخدم الآن',

  // Approval
  'approval.screen': 'طلب من {website}',
  'approval.who': 'من يطلب',
  'approval.action.login': 'يريد تسجيل دخولك',
  'approval.action.payment': 'يطلب منك الموافقة على دفعة',
  'approval.action.add-payee': 'يطلب منك إضافة مستفيد',
  'approval.action.other': 'يطلب: {action}',
  'approval.payee': 'إلى {payee}',
  'approval.says': 'يقول {website}',
  'approval.browser': 'في هذا المتصفح',
  'approval.browser.shared': 'حاسوب مشترك، لذلك لن يُحفظ',
  'approval.browser.known': 'استخدمت هذا المتصفح من قبل',
  'approval.browser.new': 'أول تسجيل دخول من هذا المتصفح',
  'approval.claims': 'سيحصل على',
  'approval.claims.none': 'معرّف الحساب فقط',
  'approval.when': 'متى',
  'approval.when.now': 'بدأ قبل فتحك له مباشرة',
  'approval.when.seconds.zero': 'بدأ قبل فتحك له مباشرة',
  'approval.when.seconds.one': 'بدأ قبل فتحك له بثانية',
  'approval.when.seconds.two': 'بدأ قبل فتحك له بثانيتين',
  'approval.when.seconds.few': 'بدأ قبل فتحك له بـ {count} ثوانٍ',
  'approval.when.seconds.many': 'بدأ قبل فتحك له بـ {count} ثانية',
  'approval.when.seconds.other': 'بدأ قبل فتحك له بـ {count} ثانية',
  'approval.when.minutes.zero': 'بدأ قبل فتحك له مباشرة',
  'approval.when.minutes.one': 'بدأ قبل فتحك له بدقيقة',
  'approval.when.minutes.two': 'بدأ قبل فتحك له بدقيقتين',
  'approval.when.minutes.few': 'بدأ قبل فتحك له بـ {count} دقائق',
  'approval.when.minutes.many': 'بدأ قبل فتحك له بـ {count} دقيقة',
  'approval.when.minutes.other': 'بدأ قبل فتحك له بـ {count} دقيقة',
  'approval.advice.cross-device':
    'لا توافق إلا إذا فتحت هذا الموقع بنفسك وكان الرمز على الشاشة التي أمامك.',
  'approval.advice.same-device': 'لا توافق إلا إذا فتحت هذا الموقع الآن بنفسك على هذا الهاتف.',
  'approval.next.typed-code': 'بعد ذلك يعرض هذا الهاتف ستة أرقام لتكتبها في ذلك المتصفح.',
  'approval.next.passkey':
    'بعد ذلك يؤكّد هذا الهاتف ببصمة الإصبع أو الوجه أو رمز PIN. وقد يعرض بعدها ستة أرقام لتكتبها في ذلك المتصفح.',
  'approval.left': 'بقي {time}',
  'approval.left.announce.zero': 'انتهى وقت القرار',
  'approval.left.announce.one': 'بقيت ثانية واحدة لتقرّر',
  'approval.left.announce.two': 'بقيت ثانيتان لتقرّر',
  'approval.left.announce.few': 'بقيت {count} ثوانٍ لتقرّر',
  'approval.left.announce.many': 'بقيت {count} ثانية لتقرّر',
  'approval.left.announce.other': 'بقيت {count} ثانية لتقرّر',
  'approval.approve': 'موافقة',
  'approval.approve.amount': 'الموافقة على {amount}',
  'approval.pay': 'ادفع {amount}',
  'approval.not-me': 'لم أكن أنا',
  'approval.reject': 'رفض لسبب آخر',
  'approval.reject.title': 'أرفض لأن…',
  'approval.reject.unknown_service': 'لا أعرف هذه الخدمة',
  'approval.reject.changed_mind': 'غيّرت رأيي',
  'approval.sending': 'جارٍ إرسال قرارك…',
  'approval.verify': 'أكّد ببصمة الإصبع أو الوجه أو رمز PIN: {subject}',
  'approval.problem.offline': 'لا يوجد اتصال. لم يُفقد شيء. حاول مرة أخرى.',
  'approval.problem.unavailable': 'تعذّر الوصول إلى Doorway. لم يُفقد شيء. حاول مرة أخرى.',
  'approval.problem.too-many-requests': 'محاولات كثيرة جدًا. انتظر دقيقة، ثم حاول مرة أخرى.',
  'approval.problem.not-verified':
    'لم يستطع هاتفك التأكيد ببصمة الإصبع أو الوجه أو رمز PIN. لم تتم الموافقة على شيء. حاول مرة أخرى.',
  'approval.problem.wrong-passkey': 'لم يُقبل مفتاح المرور. لم تتم الموافقة على شيء. حاول مرة أخرى.',
  'approval.approved.title': 'تمت الموافقة',
  'approval.approved.text': 'يتابع {website} في متصفحك.',
  'approval.rejected.title': 'تم الرفض',
  'approval.rejected': 'لم يتم تسجيل دخول أحد.',
  'approval.rejected.payment': 'لم تتم الموافقة على الدفعة.',
  'approval.rejected.action': 'لم تتم الموافقة على شيء.',
  'approval.rejected.not-me': 'سجّل Doorway أنك لست من طلب ذلك.',
  'approval.rejected.stop': 'إذا طلب منك شخص مسح ذلك الرمز، فلا تمسح له رمزًا آخر.',

  // What is approved, in one line
  'subject.login': 'تسجيل الدخول إلى {website}',
  'subject.action.payment': 'دفعة',
  'subject.action.add-payee': 'مستفيد جديد',
  'subject.action.other': '{action}',
  'subject.amount': '{action} بمبلغ {amount}',
  'subject.amount.payee': '{action} بمبلغ {amount} إلى {payee}',
  'subject.payee': '{action}: {payee}',

  // What a website receives
  'claim.name': 'اسمك',
  'claim.given_name': 'اسمك الأول',
  'claim.family_name': 'اسم عائلتك',
  'claim.preferred_username': 'اسم المستخدم',
  'claim.email': 'عنوان بريدك الإلكتروني',
  'claim.email_verified': 'أن عنوان بريدك الإلكتروني قد تم التحقّق منه',
  'claim.phone_number': 'رقم هاتفك',
  'claim.phone_number_verified': 'أن رقم هاتفك قد تم التحقّق منه',
  'claim.address': 'عنوانك',
  'claim.birthdate': 'تاريخ ميلادك',
  'claim.locale': 'لغتك',
  'claim.zoneinfo': 'منطقتك الزمنية',
  'claim.picture': 'صورتك',
  'claim.middle_name': 'اسمك الأوسط',
  'claim.nickname': 'لقبك',
  'claim.profile': 'عنوان صفحة ملفك الشخصي',
  'claim.website': 'عنوان موقعك',
  'claim.gender': 'جنسك',
  'claim.updated_at': 'وقت آخر تغيير لبياناتك',

  // What to look at twice
  'risk.title': 'تحقّق من هذا',
  'risk.new_browser': 'أول تسجيل دخول من هذا المتصفح.',
  'risk.address_mismatch': 'يستخدم المتصفح وهذا الهاتف اتصالين مختلفين بالإنترنت.',
  'risk.country_mismatch': 'يبدو أن المتصفح في بلد غير بلد هذا الهاتف.',
  'risk.network_mismatch': 'يستخدم المتصفح وهذا الهاتف مزوّدي إنترنت مختلفين.',
  'risk.time_zone_mismatch': 'ضُبط المتصفح وهذا الهاتف على منطقتين زمنيتين مختلفتين.',
  'risk.hosting_provider': 'ينتمي عنوان المتصفح إلى مركز بيانات، لا إلى منزل أو مكتب.',
  'risk.busy_source': 'بدأت الآن عمليات تسجيل دخول كثيرة من عنوان المتصفح.',
  'risk.slow_scan': 'استغرق وصول الرمز إلى هذا الهاتف وقتًا طويلًا. ربما مرّره شخص ما.',
  'risk.opened_by_link':
    'فُتح هذا الطلب برابط أو صورة، ولم تمسح كاميرا هذا التطبيق رمزًا. ربما أرسل لك شخص ما الرابط أو الصورة.',
  'risk.entered_code':
    'أُدخل رمز ولم يُمسح. إذا أعطاك شخص ما الرمز، فارفض هذا الطلب.',
  'risk.second_device': 'مسح هاتف آخر الرمز نفسه.',

  // Confirmation code
  'code.screen': 'اكتب هذا الرمز',
  'code.approved': 'تمت الموافقة. بقيت خطوة واحدة',
  'code.title': 'اكتب هذا في المتصفح الذي ترى فيه {domain}',
  'code.never': 'لا تعطه لأحد أبدًا.',
  'code.never.text':
    'لن يطلبه منك أحد أبدًا: لا {website} ولا الدعم ولا الشرطة. من يطلبه بالهاتف أو في محادثة أو على عنوان آخر يريد تسجيل الدخول باسمك.',
  'code.never.text.action':
    'لن يطلبه منك أحد أبدًا: لا {website} ولا الدعم ولا الشرطة. من يطلبه بالهاتف أو في محادثة أو على عنوان آخر يريد استخدام موافقتك.',
  'code.typed': 'لقد كتبته',
  'code.announce': 'تمت الموافقة. اكتب {digits} في المتصفح الذي ترى فيه {domain}. لا تعطه لأحد أبدًا.',
  'code.left': 'بقي {seconds} ث',
  'code.left.minutes': 'بقي {time}',
  'code.over.title': 'انتهت صلاحية الرمز',
  'code.over.done': 'إذا تابع متصفحك، فقد انتهيت.',
  'code.over.not-done': 'إذا لم يتابع، فلم يتم تسجيل دخول أحد. ابدأ من جديد في الموقع.',
  'code.over.not-done.payment': 'إذا لم يتابع، فلم تتم الموافقة على الدفعة. ابدأ من جديد في الموقع.',
  'code.over.not-done.action': 'إذا لم يتابع، فلم تتم الموافقة على شيء. ابدأ من جديد في الموقع.',

  'code.tries.zero': 'كُتب رمز خاطئ في المتصفح. لم تبقَ محاولات.',
  'code.tries.one': 'كُتب رمز خاطئ في المتصفح. بقيت محاولة واحدة.',
  'code.tries.two': 'كُتب رمز خاطئ في المتصفح. بقيت محاولتان.',
  'code.tries.few': 'كُتب رمز خاطئ في المتصفح. بقيت {count} محاولات.',
  'code.tries.many': 'كُتب رمز خاطئ في المتصفح. بقيت {count} محاولة.',
  'code.tries.other': 'كُتب رمز خاطئ في المتصفح. بقيت {count} محاولة.',

  // Taking the approval back
  'take-back.stop': 'أوقف تسجيل الدخول هذا',
  'take-back.stop.payment': 'أوقف هذه الدفعة',
  'take-back.stop.action': 'أوقف هذا الطلب',
  'take-back.sending': 'جارٍ الإيقاف…',
  'take-back.title': 'سحبت موافقتك',
  'take-back.late.title': 'فات أوان سحب الموافقة',
  'take-back.late.text': 'استخدم المتصفح موافقتك بالفعل. افتح «النشاط الأخير» واختر «لم أكن أنا».',

  // What became of the approved login
  'outcome.consumed.login.title': 'تم تسجيل دخولك',
  'outcome.consumed.login.text': 'تابع في {website} في متصفحك.',
  'outcome.consumed.other.title': 'وصلت الموافقة',
  'outcome.consumed.other.text': 'تلقّى {website} موافقتك.',
  'outcome.cancelled.title': 'تم الإلغاء',
  'outcome.cancelled.text': 'لتحاول مرة أخرى، ابدأ في الموقع.',
  'outcome.cancelled.browser.title': 'تم الإلغاء في المتصفح',
  'outcome.cancelled.newer.text': 'حلّ محله طلب أحدث.',
  'outcome.cancelled.wrong_code.title': 'تم الإلغاء بعد ثلاثة رموز خاطئة',
  'outcome.cancelled.wrong_code.text':
    'إذا لم تكتب أنت هذه الرموز، فقد حاول شخص آخر تسجيل الدخول باسمك. لا تبدأ من جديد إلا في موقع فتحته بنفسك.',
  'outcome.cancelled.wrong_code.text.action':
    'إذا لم تكتب أنت هذه الرموز، فقد حاول شخص آخر استخدام موافقتك. لا تبدأ من جديد إلا في موقع فتحته بنفسك.',
  'outcome.expired.title': 'انتهت مهلة تسجيل الدخول هذا',
  'outcome.expired.title.payment': 'انتهت مهلة هذه الدفعة',
  'outcome.expired.title.action': 'انتهت مهلة هذا الطلب',
  'outcome.expired.text': 'لم يُكمل متصفحك في الوقت المحدد. لتحاول مرة أخرى، ابدأ في الموقع.',

  // Back to the browser on this device
  'return.title': 'تمت الموافقة',
  'return.text': 'جارٍ العودة إلى {website} في متصفحك…',
  'return.go': 'العودة إلى المتصفح',
  'return.stay': 'البقاء هنا',
  'return.announce': 'تمت الموافقة. جارٍ العودة إلى المتصفح.',

  // Problems
  'problem.stale-frame.title': 'هذا الرمز قديم جدًا',
  'problem.stale-frame.text':
    'يعمل كل رمز بضع ثوانٍ فقط، حتى لا يستطيع أحد تمرير صورة له. امسح الرمز الظاهر على الشاشة الآن.',
  'problem.challenge-expired.title': 'لم توافق في الوقت المحدد',
  'problem.challenge-expired.text': 'لم تتم الموافقة على شيء. احصل على رمز جديد في الموقع ثم امسحه.',
  'problem.challenge-not-found.title': 'انتهت صلاحية هذا الرمز أو استُخدم من قبل',
  'problem.challenge-not-found.text':
    'احصل على رمز جديد في الموقع ثم امسحه. إذا مسح هاتف آخر هذا الرمز ولم يكن هاتفك، فاترك الموقع.',
  'problem.challenge-closed.title': 'انتهى هذا الطلب',
  'problem.challenge-closed.text':
    'أُلغي أو حلّ محله طلب أحدث أو سبق اتخاذ القرار بشأنه. لتحاول مرة أخرى، ابدأ في الموقع.',
  'problem.login-pending.title': 'طلب آخر ينتظر',
  'problem.login-pending.text':
    'لم تقرّر بعد بشأن طلب آخر، ولا يحلّ محله إلا مسح بكاميرا هذا التطبيق. ربما يكون على جهاز آخر من أجهزتك أو في نافذة أُغلقت. قرّر بشأنه، أو ألغه في متصفحه، أو انتظر بضع دقائق حتى تنتهي صلاحيته، ثم حاول مرة أخرى.',
  'problem.scan-required.title': 'امسح رمز QR من أجل هذا',
  'problem.scan-required.text':
    'لم تستخدم هذا المتصفح من قبل، لذلك لا يمكن الموافقة على هذا برمز تُدخله. اختر في صفحة تسجيل الدخول «امسح رمز QR بدلًا من ذلك».',
  'problem.too-risky.title': 'حُظر لأنه مشبوه',
  'problem.too-risky.text': 'لم تتم الموافقة على شيء.',
  'problem.too-risky.more':
    'إذا أرسل لك شخص الرمز أو طلب منك مسحه، فتوقّف هنا. إذا بدأت هذا بنفسك، فابدأ من جديد من شبكة تعرفها.',
  'problem.cooling-off.title': 'لا يستطيع هذا الهاتف فعل هذا بعد',
  'problem.cooling-off.text':
    'يستطيع الهاتف الجديد تسجيل الدخول، لكن لا يستطيع بعد الموافقة على الدفعات والإجراءات المهمة الأخرى ولا تغيير أجهزتك، حتى يكون لديك وقت لتلاحظ هاتفًا ليس لك.',
  'problem.cooling-off.more': 'استخدم هاتفًا آخر من هواتفك، أو حاول لاحقًا. تُظهر صفحة البداية متى يمكن ذلك.',
  'problem.removed.title': 'أُزيل هذا الهاتف',
  'problem.removed.text': 'لم يعد يستطيع الموافقة على شيء. لتستخدمه من جديد، جهّزه برمز جديد.',
  'problem.account-not-active.title': 'حسابك موقوف',
  'problem.account-not-active.text': 'لا يمكن الموافقة على شيء حتى تعيد مؤسستك تفعيله.',
  'problem.no-storage.title': 'لا يحفظ هذا المتصفح أي مفتاح هنا',
  'problem.no-storage.text':
    'يحفظ Doorway مفتاح هذا الهاتف في المتصفح، وهذا المتصفح لا يخزّن شيئًا لهذه الصفحة. اخرج من التصفح الخاص، أو اسمح ببيانات الموقع لهذه الصفحة في إعدادات المتصفح، ثم حاول مرة أخرى.',
  'problem.offline.title': 'لا يوجد اتصال',
  'problem.offline.text': 'تعذّر الوصول إلى Doorway. لم يُفقد شيء. تحقّق من اتصالك، ثم حاول مرة أخرى.',
  'problem.unavailable.title': 'خدمة Doorway غير متاحة حاليًا',
  'problem.unavailable.text': 'لم يُفقد شيء. انتظر قليلًا، ثم حاول مرة أخرى.',
  'problem.too-many-requests.title': 'محاولات كثيرة جدًا',
  'problem.too-many-requests.text': 'انتظر دقيقة، ثم حاول مرة أخرى.',
  'problem.gone.title': 'لم يعد هذا في قائمتك',
  'problem.gone.text': 'أزاله أو أنهاه من قبل هاتف آخر من هواتفك أو مؤسستك.',
  'problem.other.title': 'حدث خطأ ما',
  'problem.other.text': 'حدث خطأ في Doorway. حاول مرة أخرى.',
  'problem.step.scan': 'امسح من جديد',
  'problem.step.enrol': 'جهّزه من جديد',

  // Times
  'time.now': 'الآن',
};
