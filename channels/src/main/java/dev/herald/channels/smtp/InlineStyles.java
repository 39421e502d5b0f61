package dev.herald.channels.smtp;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.htmlunit.cssparser.dom.AbstractCSSRuleImpl;
import org.htmlunit.cssparser.dom.CSSStyleRuleImpl;
import org.htmlunit.cssparser.dom.Property;
import org.htmlunit.cssparser.parser.CSSErrorHandler;
import org.htmlunit.cssparser.parser.CSSException;
import org.htmlunit.cssparser.parser.CSSOMParser;
import org.htmlunit.cssparser.parser.CSSParseException;
import org.htmlunit.cssparser.parser.InputSource;
import org.htmlunit.cssparser.parser.javacc.CSS3Parser;
import org.htmlunit.cssparser.parser.selector.Selector;
import org.htmlunit.cssparser.parser.selector.SelectorSpecificity;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * Writes the rules of {@code <style>} into the elements that they are about, since many mail
 * readers take no others. The sheet stays, for what can't be written there: media queries, and how
 * a link looks under the pointer. A sheet with the attribute {@code data-embed} or {@code media} is
 * left to readers that know it.
 */
final class InlineStyles {
  private static final String SHEET = "<style";
  private static final int LONGEST = 1 << 20;
  private static final int MOST_RULES = 1_000;

  private InlineStyles() {}

  /** The same text where there is nothing to write. */
  static String in(String html) {
    if (html.length() > LONGEST || !html.toLowerCase(Locale.ROOT).contains(SHEET)) {
      return html;
    }
    Document document = Jsoup.parse(html);
    document.outputSettings().prettyPrint(false);
    List<Rule> rules = new ArrayList<>();
    for (Element sheet : document.select("style:not([data-embed]):not([media])")) {
      read(sheet.data(), rules);
    }
    if (rules.isEmpty() || rules.size() > MOST_RULES) {
      return html;
    }
    write(rules, document);
    return document.outerHtml();
  }

  /** Rules of one selector; the later of two alike counts. */
  private record Rule(String selector, SelectorSpecificity weight, List<Property> properties) {}

  private static void read(String css, List<Rule> rules) {
    CSSOMParser parser = new CSSOMParser(new CSS3Parser());
    parser.setErrorHandler(new Passing());
    try (InputSource source = new InputSource(new StringReader(css))) {
      for (AbstractCSSRuleImpl rule :
          parser.parseStyleSheet(source, null).getCssRules().getRules()) {
        if (rule instanceof CSSStyleRuleImpl style) {
          for (Selector selector : style.getSelectors()) {
            rules.add(
                new Rule(
                    selector.toString(),
                    selector.getSelectorSpecificity(),
                    style.getStyle().getProperties()));
          }
        }
      }
    } catch (IOException | CSSException unreadable) {
      // A reader that knows more may make something of it.
    }
  }

  /** What can't be read is passed over, as browsers do. */
  private static final class Passing implements CSSErrorHandler {
    @Override
    public void warning(CSSParseException about) {}

    @Override
    public void error(CSSParseException about) {}

    @Override
    public void fatalError(CSSParseException about) {}
  }

  private static void write(List<Rule> rules, Document document) {
    List<Rule> lightFirst = new ArrayList<>(rules);
    lightFirst.sort(Comparator.comparing(Rule::weight));
    Map<Element, Map<String, Property>> styles = new IdentityHashMap<>();
    for (Rule rule : lightFirst) {
      for (Element element : elements(rule, document)) {
        Map<String, Property> style = styles.computeIfAbsent(element, _ -> new LinkedHashMap<>());
        rule.properties.forEach(property -> put(style, property));
      }
    }
    styles.forEach(InlineStyles::write);
  }

  /** None of a selector that only a reader can match, such as that of a pointer above it. */
  private static List<Element> elements(Rule rule, Document document) {
    if (rule.selector.contains(":")) {
      return List.of();
    }
    try {
      return document.body().select(rule.selector);
    } catch (SelectorParseException _) {
      return List.of();
    }
  }

  private static void put(Map<String, Property> style, Property property) {
    Property before = style.get(property.getName());
    if (before == null || !before.isImportant() || property.isImportant()) {
      style.remove(property.getName());
      style.put(property.getName(), property);
    }
  }

  /** What the element says itself stands last, and so counts, unless a rule is important. */
  private static void write(Element element, Map<String, Property> style) {
    StringBuilder light = new StringBuilder();
    StringBuilder important = new StringBuilder();
    for (Property property : style.values()) {
      (property.isImportant() ? important : light)
          .append(property.getName())
          .append(": ")
          .append(property.getValue().getCssText())
          .append("; ");
    }
    String own = element.attr("style").strip();
    String ended = own.isEmpty() || own.endsWith(";") ? own : own + ";";
    element.attr("style", (light + ended + (ended.isEmpty() ? "" : " ") + important).strip());
  }
}
