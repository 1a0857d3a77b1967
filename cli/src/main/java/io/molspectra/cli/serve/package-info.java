/**
 * A model behind HTTP. Jetty reads requests and writes answers without a thread a client; whole
 * requests wait in a short queue for the few threads that ask the model. What does not fit is
 * refused at once.
 */
@NullMarked
package io.molspectra.cli.serve;

import org.jspecify.annotations.NullMarked;
