package io.freshet.embedded.fault;

import java.util.List;
import java.util.Optional;

/** An HTTP request, read to its end. */
record Request(String method, String path, List<Header> headers, Body body) {

  /** DynamoDB's operation, such as {@code PutItem}; of other services the path without query. */
  String operation() {
    return header("X-Amz-Target")
        .map(target -> target.substring(target.lastIndexOf('.') + 1))
        .orElseGet(() -> path.replaceFirst("\\?.*", ""));
  }

  Optional<String> header(String name) {
    return headers.stream().filter(header -> header.is(name)).map(Header::value).findFirst();
  }

  Request withBody(Body other) {
    return new Request(method, path, headers, other);
  }
}
