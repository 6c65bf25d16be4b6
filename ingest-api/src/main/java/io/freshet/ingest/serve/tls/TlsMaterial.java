package io.freshet.ingest.serve.tls;

import com.linecorp.armeria.common.TlsKeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/** What the files held when they were read. */
public record TlsMaterial(TlsKeyPair pair, List<X509Certificate> clientCa) {

  public TlsMaterial {
    clientCa = List.copyOf(clientCa);
  }
}
