package io.grad4j.kl.distributions;

import java.util.List;

/** A distribution of positive definite d×d matrices with degrees of freedom and a scale matrix. */
public sealed interface MatrixVariate extends Multivariate permits Wishart, InverseWishart {
    /** ν > d - 1. */
    Parameter degrees();

    /** The scale, d×d, positive definite. */
    Parameter scale();

    @Override
    default List<Parameter> parameters() {
        return List.of(degrees(), scale());
    }

    /** d, the number of rows of a point. */
    default int order() {
        return scale().matrix().numRows;
    }

    @Override
    default int dimension() {
        return order() * order();
    }

    @Override
    default boolean isDiscrete() {
        return false;
    }
}
