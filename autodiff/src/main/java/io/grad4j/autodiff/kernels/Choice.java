package io.grad4j.autodiff.kernels;

import org.jspecify.annotations.Nullable;

/** Which kernels a JVM uses, decided once. */
final class Choice {
    static final Kernels ACTIVE = of(System.getProperty("grad4j.kernels"));

    private Choice() {}

    /**
     * The kernels {@code asked} for, {@code "scalar"} or {@code "vector"}; if none, the fastest there are.
     *
     * @throws IllegalStateException if the vector kernels are asked for and the JVM has no jdk.incubator.vector
     * @throws IllegalArgumentException for another name
     */
    static Kernels of(@Nullable String asked) {
        if (asked == null) {
            return vectorModule() ? vector() : ScalarKernels.INSTANCE;
        }
        return switch (asked) {
            case "scalar" -> ScalarKernels.INSTANCE;
            case "vector" -> {
                if (!vectorModule()) {
                    throw new IllegalStateException(
                            "grad4j.kernels=vector needs a JVM started with --add-modules" + " jdk.incubator.vector");
                }
                yield vector();
            }
            default ->
                throw new IllegalArgumentException("grad4j.kernels=" + asked + "; there are scalar and vector kernels");
        };
    }

    private static boolean vectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** By name, so that this class loads in a JVM without the module. */
    private static Kernels vector() {
        try {
            return Class.forName("io.grad4j.autodiff.kernels.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("the vector kernels of this jar do not load", e);
        }
    }
}
