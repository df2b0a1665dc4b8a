package io.grad4j.autodiff.ops;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test that holds a row of the convention page. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Convention {
    /** The id of the row. */
    String value();
}
