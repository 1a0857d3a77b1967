/** Real requests to a real server with the model that is included. */
package io.molspectra.cli.serve;
