package io.freshet.embedded.fault;

import io.freshet.embedded.Ports;
import io.freshet.embedded.Server;
import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A TCP proxy whose connections can be cut, stalled, slowed down or half closed. In front of Kafka,
 * have the broker advertise {@link #address}: a client asks the first broker it meets where to go.
 */
public final class TcpProxy implements Server {
  private final int port;
  private final Supplier<String> target;
  private final Acceptor acceptor;
  private final Pace pace = new Pace();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();

  private TcpProxy(int port, Supplier<String> target) {
    this.port = port;
    this.target = target;
    this.acceptor = new Acceptor(port, this::join);
  }

  /** A proxy to this host:port, asked for when a client connects. */
  public static TcpProxy inFrontOf(Supplier<String> target) {
    return new TcpProxy(Ports.free(), target);
  }

  @Override
  public void start() {
    acceptor.start();
  }

  /** The host:port for clients. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Resets every connection and refuses new ones, until {@link #restore}. */
  public void cut() {
    acceptor.close();
  }

  /** Takes connections again, and passes bytes on as fast as they come. */
  public void restore() {
    pace.unlimited();
    acceptor.start();
  }

  /** Keeps connections open and takes new ones, but passes nothing on, until {@link #restore}. */
  public void stall() {
    pace.stall();
  }

  /** Passes on so many bytes a second, of each connection and each way, until {@link #restore}. */
  public void slow(int bytesPerSecond) {
    pace.limit(bytesPerSecond);
  }

  /**
   * Tells the target, on every connection, that the client will send no more; answers still pass.
   */
  public void endRequests() {
    links.forEach(link -> Sockets.endOutput(link.server()));
  }

  /** Tells every client that the target will send no more; its requests still pass. */
  public void endAnswers() {
    links.forEach(link -> Sockets.endOutput(link.client()));
  }

  @Override
  public void close() {
    acceptor.close();
    pace.unlimited();
  }

  private void join(Socket client) throws IOException, InterruptedException {
    try (Socket server = Sockets.connect(target.get())) {
      var link = new Link(client, server, pace);
      links.add(link);
      try {
        link.carry();
      } finally {
        links.remove(link);
      }
    }
  }
}
