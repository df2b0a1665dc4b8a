package io.grad4j.autodiff.trace;

import static io.grad4j.autodiff.trace.Json.array;
import static io.grad4j.autodiff.trace.Json.member;
import static io.grad4j.autodiff.trace.Json.object;
import static io.grad4j.autodiff.trace.Json.string;

import org.ejml.data.DMatrixRMaj;

/** A trace for machines, every number in full. */
final class TraceJson {
    private TraceJson() {}

    static String of(Recording recording) {
        return object(
                member("root", Integer.toString(recording.root().id())),
                member("seed", matrix(recording.seed())),
                member("steps", array(recording.steps(), s -> step(recording, s))),
                member("groups", array(recording.groups(), TraceJson::group)),
                member("contributions", array(recording.contributions(), c -> contribution(recording, c))));
    }

    private static String step(Recording recording, Step s) {
        return object(
                member("id", Integer.toString(s.id())),
                member("name", string(s.name())),
                member("kind", string(s.kind().name().toLowerCase(java.util.Locale.ROOT))),
                member("expression", string(TraceText.expression(recording, s))),
                member("arguments", array(s.arguments(), Object::toString)),
                member("value", matrix(s.value())),
                member("cotangent", matrix(s.cotangent())),
                member("contributes", Boolean.toString(s.contributes())));
    }

    private static String group(Group g) {
        return object(
                member("id", Integer.toString(g.id())),
                member("name", string(g.name())),
                member(
                        "parent",
                        g.parent() == null
                                ? "null"
                                : Integer.toString(g.parent().id())),
                member("steps", array(g.members(), Object::toString)));
    }

    private static String contribution(Recording recording, Contribution c) {
        return object(
                member("from", Integer.toString(c.from().id())),
                member("argument", Integer.toString(c.argument())),
                member("to", Integer.toString(c.to().id())),
                member("rule", string(c.formula())),
                member("filled", string(TraceText.withNames(recording, c))),
                member("sent", matrix(c.sent())),
                member("total", matrix(c.total())),
                member("accumulates", Boolean.toString(c.accumulates())));
    }

    private static String matrix(DMatrixRMaj m) {
        return Json.matrix(m, Json::number);
    }
}
