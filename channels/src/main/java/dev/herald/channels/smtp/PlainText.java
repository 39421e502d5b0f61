package dev.herald.channels.smtp;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * What is left to read of an HTML body where no HTML is shown: its words, in lines, and its links.
 */
final class PlainText {
  private static final Set<String> LINES = Set.of("br", "tr", "dt", "dd", "hr");
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote");

  private PlainText() {}

  static String of(String html) {
    Element body = Jsoup.parse(html).body();
    body.select("script, style, title, [hidden]").remove();
    Writer writer = new Writer();
    NodeTraversor.traverse(writer, body);
    return writer.text.toString().replaceAll(" *\n *", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }

  private static final class Writer implements NodeVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void head(Node node, int depth) {
      switch (node) {
        case TextNode words -> text.append(words.text());
        case Element element -> begin(element);
        default -> {}
      }
    }

    private void begin(Element element) {
      String name = element.normalName();
      switch (name) {
        case "li" -> text.append("\n- ");
        case "td", "th" -> text.append(' ');
        case "img" -> text.append(element.attr("alt"));
        default -> text.append(before(element, name));
      }
    }

    private static String before(Element element, String name) {
      if (PARAGRAPHS.contains(name)) {
        return "\n\n";
      }
      return LINES.contains(name) || element.isBlock() ? "\n" : "";
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        end(element);
      }
    }

    private void end(Element element) {
      String target = element.attr("href");
      if (element.normalName().equals("a")
          && target.matches("(?i)https?://.*")
          && !element.text().strip().equals(target)) {
        text.append(" (").append(target).append(')');
      } else if (PARAGRAPHS.contains(element.normalName())) {
        text.append("\n\n");
      }
    }
  }
}
