package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on, each reserved for this JVM by a file lock as long as it lives: no
 * other Freshet process takes the port of a server that is down for a moment.
 *
 * <p>They lie below the range from which Linux takes the ports of outgoing connections. Inside it,
 * any client's connection could take the port of a killed server, and a client knocking on a closed
 * port there can even be connected to itself.
 */
public final class Ports {
  private static final int LOWEST = 12_000;
  private static final int LIMIT = 32_000;
  private static final Queue<FileLock> HELD = new ConcurrentLinkedQueue<>();

  private Ports() {}

  /** A free port on the loopback address. */
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, LIMIT);
      if (reserved(port) && isFree(port)) {
        return port;
      }
    }
  }

  private static boolean reserved(int port) {
    Optional<FileLock> lock = lock(port);
    lock.ifPresent(HELD::add);
    return lock.isPresent();
  }

  private static Optional<FileLock> lock(int port) {
    try {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"), "freshet-ports");
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve(Integer.toString(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException takenByThisJvm) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reserve port " + port, e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
