package io.freshet.embedded.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens on a port and gives each connection a virtual thread. Can be closed and started again.
 */
final class Acceptor implements AutoCloseable {
  private final int port;
  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private Optional<Listening> listening = Optional.empty();

  /** What is done with a connection; it is closed afterwards. */
  @FunctionalInterface
  interface Handler {
    void handle(Socket connection) throws IOException, InterruptedException;
  }

  private record Listening(ServerSocket server, Thread accepting) {
    /**
     * Waits for the thread: the port is open until the accept under way has ended, not only until
     * the socket is closed.
     */
    void stop() {
      Sockets.close(server);
      try {
        accepting.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Acceptor(int port, Handler handler) {
    this.port = port;
    this.handler = handler;
  }

  /** Starts listening, if it does not. */
  synchronized void start() {
    if (listening.isPresent()) {
      return;
    }
    try {
      var server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      Thread accepting = Thread.ofVirtual().name("accept-" + port).start(() -> acceptAll(server));
      listening = Optional.of(new Listening(server, accepting));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  /** Stops listening, and resets what is connected. */
  @Override
  public synchronized void close() {
    listening.ifPresent(Listening::stop);
    listening = Optional.empty();
    open.forEach(Sockets::reset);
  }

  private void acceptAll(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        accept(server.accept());
      } catch (IOException e) {
        // The proxy was closed, or the client was gone before it was accepted.
      }
    }
  }

  private void accept(Socket connection) throws IOException {
    connection.setTcpNoDelay(true);
    open.add(connection);
    Thread.ofVirtual().start(() -> handle(connection));
  }

  private void handle(Socket connection) {
    try (connection) {
      handler.handle(connection);
    } catch (IOException brokenByEitherSide) {
      Sockets.reset(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }
}
