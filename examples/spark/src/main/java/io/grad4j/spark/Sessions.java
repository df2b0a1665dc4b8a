package io.grad4j.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** How Spark is started. */
final class Sessions {
    private Sessions() {}

    /** The session that spark-submit describes, or, without one, two threads of this JVM that try a task up to four times, as a cluster does. */
    static SparkSession open() {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "grad4j");
        if (!conf.contains("spark.master")) {
            conf.set("spark.master", "local[2,4]")
                    .setIfMissing("spark.driver.host", "localhost")
                    .setIfMissing("spark.ui.enabled", "false");
        }
        conf.setIfMissing("spark.log.level", "WARN")
                .setIfMissing("spark.ui.showConsoleProgress", "false")
                .setIfMissing("spark.sql.debug.maxToStringFields", "10000");
        return SparkSession.builder().config(conf).getOrCreate();
    }
}
