package io.freshet.bridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/healthz/live", 200);
    answer("/stuck", 503);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aProgramThatLivesIsHealthy() {
    assertThat(Probe.ask(url("/healthz/live"))).isZero();
  }

  @Test
  void aProgramThatSaysItIsStuckIsNot() {
    assertThat(Probe.ask(url("/stuck"))).isOne();
  }

  @Test
  void aProgramThatIsNotThereIsNot() {
    URI url = url("/healthz/live");
    server.stop(0);
    assertThat(Probe.ask(url)).isOne();
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
