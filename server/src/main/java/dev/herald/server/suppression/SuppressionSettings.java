package dev.herald.server.suppression;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What puts an address on the list.
 *
 * @param stopWords replies that say to send nothing more; letters of either case, and signs around
 *     them, make no difference
 */
@ConfigurationProperties("herald.suppression")
record SuppressionSettings(
    @DefaultValue({
          "STOP",
          "STOPALL",
          "UNSUBSCRIBE",
          "CANCEL",
          "END",
          "QUIT",
          "TD",
          "T",
          "N",
          "退订",
          "拒收",
          "取消",
          "停止"
        })
        List<String> stopWords) {}
