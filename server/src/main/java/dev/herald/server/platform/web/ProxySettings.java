package dev.herald.server.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who stands between callers and this process.
 *
 * @param proxies addresses and networks of proxies that tell where requests come from
 */
@ConfigurationProperties("herald")
record ProxySettings(@DefaultValue List<String> proxies) {}
