package io.freshet.ingest.store.dynamodb.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.proxy.ConnectProxyConfig;
import com.linecorp.armeria.client.proxy.ProxyConfig;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;

class ProxyTest {
  private static final URI DYNAMO = URI.create("https://dynamodb.eu-central-1.amazonaws.com");

  @Test
  void thereIsNoneUnlessOneIsNamed() {
    var nothing =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();
    assertThat(Proxy.towards(DYNAMO, nothing)).isEqualTo(ProxyConfig.direct());
  }

  @Test
  void theOneThatIsNamedIsTakenWithItsPassword() {
    var named = ProxyConfiguration.builder().host("proxy").port(3128).username("u").password("p");
    assertThat(Proxy.towards(DYNAMO, named.build()))
        .isInstanceOfSatisfying(
            ConnectProxyConfig.class,
            proxy -> {
              assertThat(proxy.proxyAddress().getHostString()).isEqualTo("proxy");
              assertThat(proxy.proxyAddress().getPort()).isEqualTo(3128);
              assertThat(proxy.username()).isEqualTo("u");
              assertThat(proxy.password()).isEqualTo("p");
              assertThat(proxy.useTls()).isFalse();
            });
  }

  @Test
  void hostsThatAreExceptedAreCalledDirectly() {
    var named =
        ProxyConfiguration.builder()
            .host("proxy")
            .port(3128)
            .nonProxyHosts(Set.of(".*\\.amazonaws\\.com"));
    assertThat(Proxy.towards(DYNAMO, named.build())).isEqualTo(ProxyConfig.direct());
  }
}
