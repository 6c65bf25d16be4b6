package io.freshet.bridge.config;

import io.freshet.bridge.config.RegistryConfig.Credentials;
import io.freshet.bridge.config.TlsConfig.Identity;
import io.freshet.bridge.config.TlsConfig.Trust;
import io.freshet.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The {@code schema_registry} of {@code bridge.yaml}. */
final class RegistrySection {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Section section;
  private final Secrets secrets;

  RegistrySection(Section section, Secrets secrets) {
    this.section = section;
    this.secrets = secrets;
  }

  RegistryConfig read() {
    var config =
        new RegistryConfig(
            urls(),
            credentials(),
            tls(section.section("tls")),
            section.duration("timeout").orElse(TIMEOUT));
    section.done();
    return config;
  }

  private List<URI> urls() {
    List<URI> urls = new ArrayList<>();
    for (String text : section.requiredText("url").split(",", -1)) {
      if (isUrl(text.strip())) {
        urls.add(URI.create(text.strip()));
      } else if (section.has("url")) {
        section.problem(
            "url",
            "is not an http or https URL, or a list of them with commas",
            "such as http://localhost:8081");
      }
    }
    return urls;
  }

  private static boolean isUrl(String text) {
    try {
      var url = new URI(text);
      return url.getHost() != null
          && url.getPort() <= 65_535
          && url.getUserInfo() == null
          && Set.of("http", "https").contains(String.valueOf(url.getScheme()));
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private Credentials credentials() {
    if (section.has("basic_auth") && section.has("bearer")) {
      section.problem("bearer", "cannot be used together with basic_auth");
    }
    if (section.has("basic_auth")) {
      Section basic = section.section("basic_auth");
      var credentials = new Credentials.Basic(secret(basic, "username"), secret(basic, "password"));
      basic.done();
      return credentials;
    }
    return section.has("bearer")
        ? new Credentials.Bearer(
            secrets.forHeader(section, "bearer", section.requiredText("bearer")))
        : new Credentials.Anonymous();
  }

  private String secret(Section where, String key) {
    return secrets.filled(where, key, where.requiredText(key));
  }

  private TlsConfig tls(Section tls) {
    var config = new TlsConfig(trust(tls), identity(tls));
    tls.done();
    return config;
  }

  private Trust trust(Section tls) {
    if (tls.has("ca") && tls.has("truststore")) {
      tls.problem("truststore", "cannot be used together with ca");
    }
    if (tls.has("ca")) {
      return new Trust.Pem(Path.of(tls.requiredText("ca")));
    }
    return tls.has("truststore")
        ? new Trust.Store(
            Path.of(tls.requiredText("truststore")), secret(tls, "truststore_password"))
        : new Trust.Standard();
  }

  private Identity identity(Section tls) {
    if (tls.has("certificate") && tls.has("keystore")) {
      tls.problem("keystore", "cannot be used together with certificate");
    }
    if (tls.has("certificate") || tls.has("key")) {
      return new Identity.Pem(
          Path.of(tls.requiredText("certificate")), Path.of(tls.requiredText("key")));
    }
    return tls.has("keystore")
        ? new Identity.Store(
            Path.of(tls.requiredText("keystore")), secret(tls, "keystore_password"))
        : new Identity.None();
  }
}
