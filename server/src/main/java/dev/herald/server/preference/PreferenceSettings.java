package dev.herald.server.preference;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people say what they want.
 *
 * @param linkLife how long the link in a message opens the person's page
 */
@ConfigurationProperties("herald.preference")
record PreferenceSettings(@DefaultValue("180d") Duration linkLife) {}
