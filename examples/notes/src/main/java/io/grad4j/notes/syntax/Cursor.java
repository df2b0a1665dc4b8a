package io.grad4j.notes.syntax;

import io.grad4j.notes.syntax.Token.Kind;
import java.util.List;

/** A place among the tokens of a side. */
final class Cursor {
    private final List<Token> tokens;
    private final Token end;
    private int at;

    Cursor(Side side) {
        this.tokens = side.tokens();
        this.end = new Token(Kind.END, "the end", side.end(), side.end());
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : end;
    }

    Token take() {
        Token token = peek();
        at++;
        return token;
    }

    boolean done() {
        return at >= tokens.size();
    }

    boolean takes(String symbol) {
        if (!peek().is(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    boolean takesCommand(String name) {
        if (!peek().isCommand(name)) {
            return false;
        }
        at++;
        return true;
    }

    void expect(String symbol, String after) {
        if (!takes(symbol)) {
            throw error("expected " + symbol + " " + after + ", found " + peek().text());
        }
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    ParseError error(String message) {
        return new ParseError(message, peek().offset());
    }
}
