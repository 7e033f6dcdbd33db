package io.github.safemigration.engine.workflow;

/** A run was asked for while another one of the same target is going on in this process. Nothing was done. */
public class RunInProgressException extends RuntimeException {

    RunInProgressException(String target) {
        super("A run of target '" + target + "' is going on already, or about to begin. Nothing was started.");
    }
}
