package chat.parley.http;

import chat.parley.problem.Problem;
import chat.parley.problem.Problem.Unauthenticated;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How each {@link Problem} reads as an answer, in the shapes of Django REST framework. */
public final class ProblemAnswers {
  private ProblemAnswers() {}

  public static Answer of(Problem problem) {
    Answer answer = Answer.json(status(problem), json -> write(json, problem));
    return switch (problem) {
      case Unauthenticated refusal -> answer.with("WWW-Authenticate", "Bearer realm=\"api\"");
      case Problem.TooMany refusal ->
          answer.with(HttpHeaders.RETRY_AFTER, Integer.toString(refusal.retryAfterSeconds()));
      case Problem.Unavailable refusal ->
          answer.with(HttpHeaders.RETRY_AFTER, Integer.toString(refusal.retryAfterSeconds()));
      case Problem.TooLarge refusal -> answer.with(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      case Problem.TooSlow refusal -> answer.with(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      case Problem.NotFound refusal -> answer;
      case Problem.Forbidden refusal -> answer;
      case Problem.Invalid refusal -> answer;
      case Problem.NotJson refusal -> answer;
      case Problem.UnsupportedMediaType refusal -> answer;
      case Problem.NotAcceptable refusal -> answer;
      case Problem.MethodNotAllowed refusal -> answer;
      case Problem.Conflict refusal -> answer;
      case Problem.KeyReused refusal -> answer;
    };
  }

  public static int status(Problem problem) {
    return switch (problem) {
      case Problem.Invalid refusal -> 400;
      case Problem.NotJson refusal -> 400;
      case Unauthenticated refusal -> 401;
      case Problem.Forbidden refusal -> 403;
      case Problem.NotFound refusal -> 404;
      case Problem.MethodNotAllowed refusal -> 405;
      case Problem.NotAcceptable refusal -> 406;
      case Problem.TooSlow refusal -> 408;
      case Problem.Conflict refusal -> 409;
      case Problem.TooLarge refusal -> 413;
      case Problem.UnsupportedMediaType refusal -> 415;
      case Problem.KeyReused refusal -> 422;
      case Problem.TooMany refusal -> 429;
      case Problem.Unavailable refusal -> 503;
    };
  }

  /** Writes the body alone, for answers that do not travel by HTTP. */
  public static void write(JsonGenerator json, Problem problem) throws IOException {
    json.writeStartObject();
    if (problem instanceof Problem.Invalid invalid) {
      for (Map.Entry<String, List<String>> field : invalid.fields().entrySet()) {
        json.writeArrayFieldStart(field.getKey());
        for (String fault : field.getValue()) {
          json.writeString(fault);
        }
        json.writeEndArray();
      }
    } else {
      json.writeStringField("detail", problem.detail());
    }
    if (problem instanceof Unauthenticated refusal && !refusal.code().isEmpty()) {
      json.writeStringField("code", refusal.code());
      writeMessages(json, refusal.messages());
    }
    json.writeEndObject();
  }

  private static void writeMessages(JsonGenerator json, List<Problem.TokenMessage> messages)
      throws IOException {
    if (messages.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("messages");
    for (Problem.TokenMessage message : messages) {
      json.writeStartObject();
      json.writeStringField("token_class", message.tokenClass());
      json.writeStringField("token_type", message.tokenType());
      json.writeStringField("message", message.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
