// نصوص الطلبات التي بدأت من دون متصفح. {name} معامل.

export default {
  'requests.title': 'في انتظارك',
  'requests.open': 'فتح',
  'requests.open.label': 'فتح طلب {website}',
  'requests.announce': 'طلب من {website} في انتظارك',
  'approval.elsewhere': 'أين',
  'approval.elsewhere.text': 'ليس في متصفح: بدأه {website} بنفسه',
  'approval.elsewhere.more': 'مثلًا عند صندوق الدفع أو أثناء حديثك معهم',
  'approval.binding': 'قارن بما يعرضه لك أو يقوله {website}',
  'approval.advice.backchannel':
    'لا توافق إلا إذا كنت تتعامل معهم الآن وترى أو تسمع النص نفسه. لا يحتاج إلى موافقتك أحد يتصل بك دون أن تطلب ذلك.',
  'approval.approved.elsewhere': 'يتابع {website} من حيث بدأت.',
  'outcome.expired.elsewhere.text': 'لم يستخدم {website} موافقتك في الوقت المحدد.',
  'approval.rejected.requests': 'لا يستطيع {website} أن يسألك مرة أخرى لمدة ساعة.',
};
