using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Model.Manifests;

namespace AsyncSplit.Generators;

/// <summary>Makes of models what the manifest says of them. What an entry point may call, and before which resume points it may end, is read off its code: each record of a call or state has a name of its own there.</summary>
internal static class Outliner
{
    public static ChainableOutline Of(HandlerModel handler) =>
        new()
        {
            Name = handler.Body.WireName,
            IsContract = false,
            Type = Plain(handler.Body.Type),
            TypePath = handler.TypePath,
            Implements = handler.Implements,
            IsRetried = handler.Retry is not null,
            Deploy = handler.Deploy,
            Points = handler.Lifted.Prepend(handler.Body).SelectMany(unit => Points(unit, handler)).ToEquatableArray(),
        };

    public static ChainableOutline Of(ContractModel contract) =>
        new()
        {
            Name = contract.WireName,
            IsContract = true,
            Type = Plain(contract.Type),
            TypePath = "",
            Implements = [],
            IsRetried = contract.Retry is not null,
            Deploy = contract.Deploy,
            Points = [],
        };

    /// <summary>The name of a type as it is read, not as code has to write it.</summary>
    public static string Plain(string type) => type.Replace("global::", "");

    private static IEnumerable<PointOutline> Points(UnitModel unit, HandlerModel handler)
    {
        var texts = unit.Tails.ToDictionary(tail => tail.Method, tail => TextOf(tail.Lines), StringComparer.Ordinal);
        yield return Point(unit, handler, texts, unit.Start) with
        {
            Id = unit.WireName,
            Line = unit.Outline.Line,
            EndLine = unit.Outline.EndLine,
            Values = Values(unit.Arguments.Members),
        };
        for (var index = 0; index < unit.ResumePoints.Count; index++)
        {
            var (entry, boundary) = (unit.ResumePoints[index], unit.Outline.Boundaries[index]);
            yield return Point(unit, handler, texts, entry) with
            {
                Id = entry.State!.Id,
                Boundary = boundary,
                Awaited = entry.Awaited,
                Catches = entry.State.Catches,
                Line = boundary.Line,
                EndLine = boundary.EndLine,
                Values = Values(entry.State.Members),
            };
        }
    }

    private static PointOutline Point(UnitModel unit, HandlerModel handler, IReadOnlyDictionary<string, string> tails, EntryModel entry)
    {
        var text = WithTails(TextOf(entry.Lines), tails);
        var calls = unit.Calls.Where(call => Makes(text, $"{unit.Holder}.{call.Record}")).Select(call => call.Target)
            .Concat(handler.Lifted.Where(lifted => Makes(text, lifted.Arguments.Record)).Select(lifted => lifted.WireName))
            .Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();
        return new PointOutline
        {
            Id = "",
            Line = 0,
            EndLine = 0,
            Values = [],
            Calls = calls,
            TailCalls = calls.Where(unit.Outline.TailCalls.Contains).ToEquatableArray(),
            Starts = calls.Where(unit.Outline.Starts.Contains).ToEquatableArray(),
            Resumes = unit.ResumePoints.Where(point => Makes(text, $"{unit.Holder}.{point.State!.Record}")).Select(point => point.State!.Id).ToEquatableArray(),
            HasCallbacks = text.Contains($"{unit.FuturesParameter}.Callback"),
            HasSignals = text.Contains($"{unit.FuturesParameter}.Signal"),
            AwaitsInPlace = entry.IsAsync,
        };
    }

    private static bool Makes(string text, string record) => text.Contains($"new {record}(");

    private static string TextOf(EquatableArray<BodyLine> lines) => string.Join("\n", lines.Select(line => line.Text));

    /// <summary>The text with that of the shared rests which it goes on with.</summary>
    private static string WithTails(string text, IReadOnlyDictionary<string, string> tails)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var count = -1; count < used.Count;)
        {
            count = used.Count;
            foreach (var tail in tails.Where(tail => text.Contains($"{tail.Key}(") && used.Add(tail.Key)).ToList())
            {
                text += "\n" + tail.Value;
            }
        }

        return text;
    }

    private static EquatableArray<NamedType> Values(IEnumerable<MemberModel> members) => members.Select(member => new NamedType(member.JsonName, Plain(member.Type))).ToEquatableArray();
}
