namespace AsyncSplit.Generators.Model.Files;

/// <summary>Where a handler stands: what the source spans of its body are relative to. Kept apart from the model, so that moving a handler does not change that. Immutable, compared by value.</summary>
/// <param name="Path">The file's path; empty where it has none.</param>
/// <param name="FirstLine">The handler's first line, zero-based.</param>
internal sealed record SourceMap(string Path, int FirstLine);
