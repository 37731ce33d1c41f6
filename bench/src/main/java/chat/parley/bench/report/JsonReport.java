package chat.parley.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** All figures of a run, unrounded, for programs. */
public final class JsonReport {
  private JsonReport() {}

  public static void write(Report report, Path file) throws IOException {
    try (Writer text = Files.newBufferedWriter(file);
        JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("time", report.time().toString());
      json.writeStringField("plan", report.plan());
      json.writeStringField("command", report.command());
      json.writeStringField("commit", report.commit());
      writeMachine(json, report.machine());
      json.writeArrayFieldStart("scenarios");
      for (Section section : report.sections()) {
        writeSection(json, section);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    Files.writeString(file, Files.readString(file) + "\n");
  }

  private static void writeMachine(JsonGenerator json, Machine machine) throws IOException {
    json.writeObjectFieldStart("machine");
    json.writeStringField("processor", machine.processor());
    json.writeNumberField("cores", machine.cores());
    json.writeNumberField("memoryMib", machine.memoryMib());
    json.writeStringField("system", machine.system());
    json.writeObjectFieldStart("versions");
    for (Map.Entry<String, String> version : machine.versions().entrySet()) {
      json.writeStringField(version.getKey(), version.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeSection(JsonGenerator json, Section section) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", section.name());
    json.writeStringField("title", section.title());
    json.writeArrayFieldStart("subjects");
    for (Line line : section.lines()) {
      writeLine(json, section, line);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("targets");
    for (Target target : section.targets()) {
      writeTarget(json, target);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (String note : section.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeLine(JsonGenerator json, Section section, Line line) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject", line.subject());
    json.writeObjectFieldStart("figures");
    for (int i = 0; i < line.cells().size(); i++) {
      String title = section.columns().get(i).title();
      switch (line.cells().get(i)) {
        case Cell.Figure(double value) when Double.isFinite(value) ->
            json.writeNumberField(title, value);
        case Cell.Figure figure -> {}
        case Cell.Ratio(double value) when Double.isFinite(value) ->
            json.writeNumberField(title, value);
        case Cell.Ratio ratio -> {}
        case Cell.Missing(String why) -> json.writeStringField(title, why);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeTarget(JsonGenerator json, Target target) throws IOException {
    json.writeStartObject();
    json.writeStringField("what", target.what());
    if (Double.isFinite(target.reached())) {
      json.writeNumberField("reached", target.reached());
    }
    json.writeNumberField(target.bound().words(), target.wanted());
    json.writeBooleanField("met", target.isMet());
    json.writeEndObject();
  }
}
