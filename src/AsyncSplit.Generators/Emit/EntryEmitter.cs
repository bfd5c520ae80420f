using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the entry points of a handler, with the source map of the user's statements.</summary>
internal static class EntryEmitter
{
    public static void Start(SourceWriter writer, HandlerModel model, SourceMap map)
    {
        writer.WriteLine($"/// <summary>The start of <c>{Xml(model.WireName)}</c>.</summary>");
        var parameters = model.Arguments.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}").Concat(model.Start.UsesFutures ? [Futures(model)] : []);
        Write(writer, model, model.Start, string.Join(", ", parameters), map);
    }

    public static void ResumePoint(SourceWriter writer, HandlerModel model, EntryModel entry, SourceMap map)
    {
        writer.WriteLine($"/// <summary>What follows <c>{Xml(entry.Awaited!)}</c>.</summary>");
        var resumed = entry.ResultType is null ? KnownNames.Resumed : $"{KnownNames.Resumed}<{entry.ResultType}>";
        var tokens = entry.Tokens.Select(token => $", {KnownNames.CancellationToken} {token}");
        Write(writer, model, entry, $"{model.Holder}.{entry.State!.Record} {model.StateParameter}, {resumed} {model.ResumedParameter}{string.Concat(tokens)}{(entry.UsesFutures ? $", {Futures(model)}" : "")}", map);
    }

    private static string Futures(HandlerModel model) => $"{KnownNames.StepFutures} {model.FuturesParameter}";

    private static void Write(SourceWriter writer, HandlerModel model, EntryModel entry, string parameters, SourceMap map)
    {
        var modifiers = $"private {(model.IsStatic ? "static " : "")}{(entry.IsAsync ? "async " : "")}";
        var type = entry.IsAsync ? KnownNames.ValueTaskOfOutcome : KnownNames.StepOutcome;
        var lines = new LineWriter(writer, map);
        writer.WriteLine($"{modifiers}{type} {entry.Method}({parameters})");
        lines.Hide();
        using (writer.WriteBlock())
        {
            foreach (var line in entry.Lines)
            {
                lines.Write(line);
            }

            lines.Hide();
        }

        lines.End();
    }

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
