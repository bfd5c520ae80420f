using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Serialization;

namespace AsyncSplit.Generators.Splitting;

/// <summary>What travels to a resume point.</summary>
/// <param name="Captures">The boundary and the variables.</param>
/// <param name="State">The record of their values.</param>
/// <param name="Result">The codec of the awaited result; null where none comes.</param>
internal sealed record CapturedState(Captures Captures, StateModel State, TypeCodec? Result);
