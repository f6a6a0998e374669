/** Finding people's names in what a register says. */

const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝',
);
/** Ends of posts and departments, which begin like names now and then: 安全员, 施工队. */
const postEnd = /[员工长师任理岗部科室组队班人手机监司]$/u;

/** Cells that name several people, with or without their posts in brackets. */
export const nameParts = (text: string): string[] =>
  text
    .split(/[、,，;；/／\s\n（）()]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A word that is a personal name as far as one can tell without knowing the people. */
export const looksLikeName = (word: string): boolean =>
  /^\p{Script=Han}+·[\p{Script=Han}·]+$/u.test(word) ||
  (/^\p{Script=Han}{2,4}$/u.test(word) && surnames.has(word[0]!) && !postEnd.test(word));

const han = /\p{Script=Han}/u;
/** Characters that stand beside a name in a sentence; a name of two characters inside other words is none: 张力, 高压. */
const before = /[由请让令和与及或交归找经给对向为是长师员任人工监理班组]/u;
const after = /[每负担监检确签同等和与及或在进操现到组带指审批任为是的并、]/u;

/** Puts something in the place of every name of known people that a text holds; the answer of `nameFinder`. */
type ReplaceNames = (text: string, replace: (name: string) => string) => string;

/** Looks for some people in texts; quick for thousands of both. */
export function nameFinder(names: Iterable<string>): ReplaceNames {
  const byFirst = Map.groupBy(
    [...names].filter((name) => [...name].length > 1).sort((a, b) => b.length - a.length),
    (name) => name[0]!,
  );
  return (text, replace) => {
    let done = 0;
    let rest = '';
    for (let at = 0; at < text.length; at += 1) {
      const name = byFirst.get(text[at]!)?.find((known) => text.startsWith(known, at) && standsAlone(text, at, known.length));
      if (name === undefined) continue;
      rest += text.slice(done, at) + replace(name);
      done = at + name.length;
      at = done - 1;
    }
    return done === 0 ? text : rest + text.slice(done);
  };
}

function standsAlone(text: string, at: number, length: number): boolean {
  if (length > 2) return true;
  const [left = '', right = ''] = [text[at - 1], text[at + length]];
  return (!han.test(left) || before.test(left)) && (!han.test(right) || after.test(right));
}
