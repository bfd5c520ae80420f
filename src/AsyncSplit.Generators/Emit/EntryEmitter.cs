using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Splitting;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the entry points of a handler or lifted function, with the source map of the user's statements.</summary>
internal static class EntryEmitter
{
    public static void Start(SourceWriter writer, UnitModel model, SourceMap map)
    {
        writer.WriteLine($"/// <summary>The start of <c>{Xml(model.WireName)}</c>.</summary>");
        Write(writer, model, model.Start, string.Join(", ", model.Parameters.Concat(model.Start.UsesFutures ? [Futures(model)] : [])), map);
    }

    public static void ResumePoint(SourceWriter writer, UnitModel model, EntryModel entry, SourceMap map)
    {
        writer.WriteLine($"/// <summary>What follows <c>{Xml(entry.Awaited!)}</c>.</summary>");
        var resumed = entry.ResultType is null ? KnownNames.Resumed : $"{KnownNames.Resumed}<{entry.ResultType}>";
        var tokens = entry.Tokens.Select(token => $", {KnownNames.CancellationToken} {token}");
        Write(writer, model, entry, $"{model.Holder}.{entry.State!.Record} {model.StateParameter}, {resumed} {model.ResumedParameter}{string.Concat(tokens)}{(entry.UsesFutures ? $", {Futures(model)}" : "")}", map);
    }

    private static string Futures(UnitModel model) => $"{KnownNames.StepFutures} {model.FuturesParameter}";

    public static void Tail(SourceWriter writer, UnitModel model, TailModel tail, SourceMap map)
    {
        var (end, nothing) = tail.Completes ? (" in this block", "; null at the block's end") : ("", "");
        writer.WriteLine(tail.IsRound
            ? $"/// <summary>The next round of <c>{Xml(tail.From)}</c> and what follows{end}, for several of the above{nothing}.</summary>"
            : $"/// <summary>What is left{end} from <c>{Xml(tail.From)}</c> on, for several of the above{nothing}.</summary>");
        var outcome = tail.Completes ? KnownNames.StepOutcome + "?" : KnownNames.StepOutcome;
        Write(writer, model, tail.Method, tail.IsAsync, outcome, tail.Lines, string.Join(", ", tail.Parameters), map);
    }

    private static void Write(SourceWriter writer, UnitModel model, EntryModel entry, string parameters, SourceMap map) =>
        Write(writer, model, entry.Method, entry.IsAsync, KnownNames.StepOutcome, entry.Lines, parameters, map);

    private static void Write(SourceWriter writer, UnitModel model, string method, bool isAsync, string outcome, EquatableArray<BodyLine> body, string parameters, SourceMap map)
    {
        var modifiers = $"private {(model.IsStatic ? "static " : "")}{(isAsync ? "async " : "")}";
        var type = isAsync ? $"{KnownNames.ValueTask}<{outcome}>" : outcome;
        var lines = new LineWriter(writer, map);
        writer.WriteLine($"{modifiers}{type} {method}({parameters})");
        lines.Hide();
        using (writer.WriteBlock())
        {
            foreach (var line in body)
            {
                lines.Write(line);
            }

            lines.Hide();
        }

        lines.End();
    }

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
