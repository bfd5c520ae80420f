namespace AsyncSplit.Generators.Model.Entries;

/// <summary>A place in the user's source: lines relative to the line where the handler starts, so that moving the handler changes nothing; columns as they are. All zero-based.</summary>
internal sealed record RelativeSpan(int StartLine, int StartColumn, int EndLine, int EndColumn);
