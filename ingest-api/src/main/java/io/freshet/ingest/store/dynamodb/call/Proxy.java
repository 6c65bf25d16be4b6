package io.freshet.ingest.store.dynamodb.call;

import com.linecorp.armeria.client.proxy.ProxyConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;

/** The way out that the SDK's own client would take. */
final class Proxy {
  private Proxy() {}

  /**
   * Towards an endpoint.
   *
   * @param found what the SDK makes of system properties and of the environment
   */
  static ProxyConfig towards(URI endpoint, ProxyConfiguration found) {
    @Nullable String host = found.host();
    if (host == null || found.nonProxyHosts().stream().anyMatch(endpoint.getHost()::matches)) {
      return ProxyConfig.direct();
    }
    var address = new InetSocketAddress(host, found.port());
    boolean tls = "https".equals(found.scheme());
    @Nullable String user = found.username();
    @Nullable String password = found.password();
    return user == null || password == null
        ? ProxyConfig.connect(address, tls)
        : ProxyConfig.connect(address, user, password, tls);
  }
}
