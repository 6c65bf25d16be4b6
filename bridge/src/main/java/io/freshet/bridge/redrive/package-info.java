/** Dead letters back through the pipeline. The door is {@link RedriveCommand}. */
@NullMarked
package io.freshet.bridge.redrive;

import org.jspecify.annotations.NullMarked;
