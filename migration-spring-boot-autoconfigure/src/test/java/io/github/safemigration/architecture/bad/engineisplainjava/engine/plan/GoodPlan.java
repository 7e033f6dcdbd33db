package io.github.safemigration.architecture.bad.engineisplainjava.engine.plan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine that knows Java and its log. */
public class GoodPlan {

    private static final Logger LOGGER = LoggerFactory.getLogger(GoodPlan.class);

    void plan() {
        LOGGER.info("planned");
    }
}
