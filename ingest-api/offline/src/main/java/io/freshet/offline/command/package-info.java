/** What can be done on the command line. */
@NullMarked
package io.freshet.offline.command;

import org.jspecify.annotations.NullMarked;
