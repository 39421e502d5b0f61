package dev.herald.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Makes up people, the same ones each time. American numbers are from the range that is kept for
 * fiction; all mail domains end in {@code .example}.
 */
final class People {
  private record Part(String written, String latin) {}

  private static final List<Part> SURNAMES =
      parts(
          "王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 赵 zhao 黄 huang 周 zhou 吴 wu 徐 xu 孙 sun 胡 hu"
              + " 朱 zhu 高 gao 林 lin 何 he 郭 guo 马 ma 罗 luo 欧阳 ouyang");
  private static final List<Part> GIVEN_NAMES =
      parts(
          "伟 wei 芳 fang 秀英 xiuying 娜 na 敏 min 静 jing 丽 li 强 qiang 磊 lei 军 jun 洋 yang 勇 yong"
              + " 艳 yan 杰 jie 娟 juan 涛 tao 明 ming 超 chao 梓涵 zihan 宇轩 yuxuan 雨桐 yutong 思远 siyuan"
              + " 嘉怡 jiayi 浩然 haoran 晓燕 xiaoyan 建国 jianguo 婷婷 tingting 子墨 zimo 若曦 ruoxi");
  private static final List<String> FIRST_NAMES =
      words(
          "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara"
              + " Richard Susan Joseph Jessica Thomas Karen Daniel Sarah Ahmed Priya Wei Sofia Mateo"
              + " Aisha Lars Chloe Noah");
  private static final List<String> LAST_NAMES =
      words(
          "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez"
              + " Lopez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Patel");
  private static final List<String> AREA_CODES =
      words(
          "201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231"
              + " 234 239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305"
              + " 307 308 309 310 312 313 314");

  private People() {}

  static Employee chinese(String code, int number) {
    Part surname = at(SURNAMES, number);
    Part given = at(GIVEN_NAMES, number);
    return new Employee(
        code,
        surname.written + given.written,
        "%s.%s.%d@hengtong.example".formatted(given.latin, surname.latin, number),
        "+86138%08d".formatted(10_000_000 + number));
  }

  static Employee american(String code, int number) {
    String first = at(FIRST_NAMES, number);
    String last = at(LAST_NAMES, number);
    return new Employee(
        code,
        first + " " + last,
        "%s.%s.%d@northwind.example".formatted(lower(first), lower(last), number),
        "+1%s55501%02d".formatted(at(AREA_CODES, number / 100), number % 100));
  }

  private static <T> T at(List<T> list, int number) {
    return list.get(number % list.size());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  private static List<Part> parts(String text) {
    List<String> words = words(text);
    return IntStream.range(0, words.size() / 2)
        .mapToObj(i -> new Part(words.get(2 * i), words.get(2 * i + 1)))
        .toList();
  }
}
