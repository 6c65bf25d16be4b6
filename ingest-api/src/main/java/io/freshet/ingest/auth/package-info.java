/** API keys: made, hashed, kept in a file, checked in constant time. */
@NullMarked
package io.freshet.ingest.auth;

import org.jspecify.annotations.NullMarked;
