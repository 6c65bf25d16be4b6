package io.freshet.ingest.serve.tls;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import com.linecorp.armeria.server.ServerTlsConfig;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates as they are on disk now: when a client connects, but at most once in ten
 * seconds, the files' times are looked at, and what has changed is read again. Files that do not go
 * together (yet) change nothing.
 */
public final class RenewedTls implements TlsProvider {
  static final Duration EVERY = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(RenewedTls.class);

  private final TlsFiles files;
  private final LongSupplier nanos;
  private TlsMaterial material;
  private List<Object> stamp;
  private long looked;

  /**
   * Reads the files for the first time.
   *
   * @throws TlsProblem which file is wrong, and how
   */
  public RenewedTls(TlsFiles files, LongSupplier nanos) throws TlsProblem {
    this.files = files;
    this.nanos = nanos;
    this.stamp = stamp();
    this.material = files.read();
    this.looked = nanos.getAsLong();
  }

  @Override
  public TlsKeyPair keyPair(String hostname) {
    return current().pair();
  }

  @Override
  public List<X509Certificate> trustedCertificates(String hostname) {
    return current().clientCa();
  }

  /** Clients must show a certificate where it is said which to trust. */
  public ServerTlsConfig config() {
    ClientAuth clients = files.clientCa().isPresent() ? ClientAuth.REQUIRE : ClientAuth.NONE;
    return ServerTlsConfig.builder().clientAuth(clients).build();
  }

  private synchronized TlsMaterial current() {
    if (nanos.getAsLong() - looked >= EVERY.toNanos()) {
      looked = nanos.getAsLong();
      List<Object> now = stamp();
      if (!now.equals(stamp)) {
        renew(now);
      }
    }
    return material;
  }

  private void renew(List<Object> now) {
    try {
      material = files.read();
      stamp = now;
      LOG.info("new TLS certificate from {}", files.certificate());
    } catch (TlsProblem e) {
      LOG.warn("keeping the TLS certificate that is in use: {}", e.getMessage());
    }
  }

  /** Changes when any of the files does. */
  private List<Object> stamp() {
    List<Path> all = new ArrayList<>(List.of(files.certificate(), files.key()));
    files.clientCa().ifPresent(all::add);
    List<Object> stamp = new ArrayList<>();
    for (Path file : all) {
      try {
        stamp.add(Files.getLastModifiedTime(file));
        stamp.add(Files.size(file));
      } catch (IOException e) {
        stamp.add("unreadable");
      }
    }
    return stamp;
  }
}
