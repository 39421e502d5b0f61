package dev.herald.server.identity.password;

import java.util.List;
import java.util.regex.Pattern;

/** The words that people in offices, Chinese ones above all, put a date or a number behind. */
final class CommonWords {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final String ENGLISH =
      """
      password passwd passcode passphrase welcome admin administrator company office login logon
      signin iloveyou loveyou letmein changeme default secret secure security system server
      database backup manager operator finance account user username guest demo test tester
      testing temp root super superuser hello computer internet network wechat alipay
      alibaba tencent huawei xiaomi oppo vivo baidu taobao jingdong dingtalk feishu lark oracle
      mysql redis tomcat linux windows apple iphone google china beijing shanghai shenzhen
      spring summer autumn winter january february march april june july august september october
      november december monday tuesday wednesday thursday friday saturday sunday happy lucky
      newyear birthday family baby dragon tiger monkey princess superman football basketball
      """;

  private static final String PINYIN =
      """
      woaini woaiwo woaiwojia woaizhongguo woaibeijing woaimama woaibaba woaibaobao woaibaobei
      woailaopo woailaogong aini woyeaini woxihuanni woxiangni wojiushiwo woshishui woshi nishishui
      wobuzhidao buzhidao wodemima mima mimashi wangjimima nihao nihaoma zhongguo zhongguoren
      laopo laogong baobao baobei qinai qinaide mama baba gege jiejie didi meimei erzi nver
      shengri shengrikuaile kuaile xinnian xinniankuaile gongxi gongxifacai facai woyaofacai dafa
      yilufa yishengyishi yishengyishiwoaini yisheng shunli wanshiruyi pingan xingfu jiankang
      haohaoxuexi tiantianxiangshang xuexi shagua bendan zhutou tiancai meinv shuaige caonima
      nima wangba xiexie zaijian huanying huanyingguanglin guanliyuan gongsi jituan keji youxian
      caiwu renshi xingzheng xiaoshou yunying kaifa ceshi xitong denglu yonghu zhanghao bangong
      guangzhou hangzhou nanjing wuhan chengdu chongqing tianjin suzhou
      """;

  private static final String HAN =
      """
      密码 口令 我爱你 我的密码 我就是我 我是谁 你好 欢迎 中国 公司 科技 集团 管理员 系统 登录 用户
      测试 财务 人事 老婆 老公 宝贝 生日快乐 新年快乐 恭喜发财 北京 上海 广州 深圳
      """;

  private static final String KEYS =
      """
      qwertyuiop qwertyui qwerty qwert qwer qwe asdfghjkl asdfgh asdfg asdf asd zxcvbnm zxcvbn zxcvb
      zxcv zxc qazwsxedc qazwsx qaz wsx edc rfv qweasdzxc qweasd qwaszx asdqwe zaq abcdefg abcdef
      abcde abcd abc aabbcc abcabc aaa bbb ccc xxx zzz
      """;

  static final List<String> ALL =
      SPACE.splitAsStream(String.join(" ", ENGLISH, PINYIN, HAN, KEYS).strip()).toList();

  private CommonWords() {}
}
