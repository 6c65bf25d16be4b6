/** Certificates and keys in PEM files, read, checked, and read again when they change. */
@NullMarked
package io.freshet.ingest.serve.tls;

import org.jspecify.annotations.NullMarked;
