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
        var tails = unit.Tails.ToDictionary(tail => tail.Method, tail => new CodeMentions(tail.Lines, unit.FuturesParameter), StringComparer.Ordinal);
        yield return Point(unit, handler, tails, unit.Start) with
        {
            Id = unit.WireName,
            Line = unit.Outline.Line,
            EndLine = unit.Outline.EndLine,
            Values = Values(unit.Arguments.Members),
        };
        for (var index = 0; index < unit.ResumePoints.Count; index++)
        {
            var (entry, boundary) = (unit.ResumePoints[index], unit.Outline.Boundaries[index]);
            yield return Point(unit, handler, tails, entry) with
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

    private static PointOutline Point(UnitModel unit, HandlerModel handler, IReadOnlyDictionary<string, CodeMentions> tails, EntryModel entry)
    {
        var code = new CodeMentions(entry.Lines, unit.FuturesParameter).With(tails);
        var calls = unit.Calls.Where(call => code.Makes($"{unit.Holder}.{call.Record}")).Select(call => call.Target)
            .Concat(handler.Lifted.Where(lifted => code.Makes(lifted.Arguments.Record)).Select(lifted => lifted.WireName))
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
            Resumes = unit.ResumePoints.Where(point => code.Makes($"{unit.Holder}.{point.State!.Record}")).Select(point => point.State!.Id).ToEquatableArray(),
            HasCallbacks = code.HasCallbacks,
            HasSignals = code.HasSignals,
            AwaitsInPlace = entry.IsAsync,
        };
    }

    private static EquatableArray<NamedType> Values(IEnumerable<MemberModel> members) => members.Select(member => new NamedType(member.JsonName, Plain(member.Type))).ToEquatableArray();
}
