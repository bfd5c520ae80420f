using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Loops over what has no index, with a boundary in the body (SPLIT202).</summary>
internal static class SequenceMaterializedCheck
{
    public static IEnumerable<Problem> Run(HandlerFacts facts, CancellationToken cancellationToken)
    {
        foreach (var sequence in facts.MaterializedSequences)
        {
            var type = facts.Semantics.GetTypeInfo(sequence, cancellationToken).Type;
            yield return new Problem(
                RuleIds.SequenceMaterialized,
                sequence.GetLocation(),
                $"This {(type is null ? "sequence" : TypeNames.ToMessage(type))} is read to its end before the first round, as the loop crosses an await and goes by index. Where that matters, loop over an array or list, or fetch the parts in the loop.");
        }
    }
}
