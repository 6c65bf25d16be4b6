package io.freshet.embedded.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TcpProxyTest {

  private ServerSocket target;
  private TcpProxy proxy;
  private Socket client;
  private Socket server;

  @BeforeEach
  void connect() throws IOException {
    target = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    proxy = TcpProxy.inFrontOf(() -> "127.0.0.1:" + target.getLocalPort());
    proxy.start();
    client = Sockets.connect(proxy.address());
    server = target.accept();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    server.close();
    target.close();
  }

  @Test
  void passesBytesBothWays() throws IOException {
    send(client, "ping");
    assertThat(receive(server, 4)).isEqualTo("ping");
    send(server, "pong");
    assertThat(receive(client, 4)).isEqualTo("pong");
  }

  @Test
  void cutResetsBothSidesAndRefusesNewOnesUntilItIsRestored() throws IOException {
    proxy.cut();
    assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> receive(server, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Sockets.connect(proxy.address())).isInstanceOf(IOException.class);
    proxy.restore();
    try (Socket again = Sockets.connect(proxy.address());
        Socket accepted = target.accept()) {
      send(again, "back");
      assertThat(receive(accepted, 4)).isEqualTo("back");
    }
  }

  @Test
  void stalledBytesArriveWhenItIsRestored() throws IOException {
    proxy.stall();
    send(client, "late");
    server.setSoTimeout(200);
    assertThatThrownBy(() -> receive(server, 4)).isInstanceOf(SocketTimeoutException.class);
    proxy.restore();
    server.setSoTimeout(10_000);
    assertThat(receive(server, 4)).isEqualTo("late");
  }

  @Test
  void slowPassesOnlySoManyBytesASecond() throws IOException {
    proxy.slow(1000);
    long start = System.nanoTime();
    send(client, "x".repeat(300));
    assertThat(receive(server, 300)).hasSize(300);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(280));
  }

  @Test
  void theTargetReadsTheEndOfRequestsAndCanStillAnswer() throws IOException {
    send(client, "ask");
    assertThat(receive(server, 3)).isEqualTo("ask");
    proxy.endRequests();
    assertThat(server.getInputStream().read()).isEqualTo(-1);
    send(server, "answer");
    assertThat(receive(client, 6)).isEqualTo("answer");
  }

  @Test
  void theClientReadsTheEndOfAnswersAndCanStillAsk() throws IOException {
    send(client, "one");
    assertThat(receive(server, 3)).isEqualTo("one");
    proxy.endAnswers();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    send(client, "two");
    assertThat(receive(server, 3)).isEqualTo("two");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Throws if the connection is reset; shorter if it ends. */
  private static String receive(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
  }
}
