package io.freshet.bridge.rehearse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.BufferedSocketKt;
import okhttp3.internal.http2.Header;
import okhttp3.internal.http2.Http2Connection;
import okhttp3.internal.http2.Http2Stream;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;

/**
 * HTTP/2 without TLS, as the bridge speaks it unless it is told otherwise. OkHttp's connection can
 * be either end (its own MockWebServer is made of it), so that no other server need be in the jar.
 */
final class StageServer implements AutoCloseable {
  private final ServerSocket listening;
  private final String schema;
  private final UnaryOperator<String> answers;

  /**
   * Listens.
   *
   * @param schema what a GET is answered
   * @param answers to pushes, by their request id
   */
  StageServer(String schema, UnaryOperator<String> answers) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.schema = schema;
    this.answers = answers;
    Thread.ofPlatform().daemon().name("stage-server").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException _) {
      // it listens to nobody any more
    }
  }

  private void accept() {
    try {
      while (true) {
        serve(listening.accept());
      }
    } catch (IOException _) {
      // closed: the piece is over
    }
  }

  private void serve(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    new Http2Connection.Builder(false, TaskRunner.INSTANCE)
        .socket(BufferedSocketKt.asBufferedSocket(socket), "stage")
        .listener(
            new Http2Connection.Listener() {
              @Override
              public void onStream(Http2Stream stream) throws IOException {
                answer(stream);
              }
            })
        .build()
        .start();
  }

  private void answer(Http2Stream stream) throws IOException {
    Headers headers = stream.takeHeaders(false);
    try (BufferedSource body = Okio.buffer(stream.getSource());
        BufferedSink sink = Okio.buffer(stream.getSink())) {
      body.readByteArray();
      String id = headers.get("X-Request-ID");
      stream.writeHeaders(
          List.of(new Header(":status", "200"), new Header("content-type", "application/json")),
          false,
          false);
      sink.writeUtf8(id == null ? schema : answers.apply(id));
    }
  }
}
