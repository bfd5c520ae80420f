namespace AsyncSplit.Generators.Model.Entries;

/// <summary>A method that several entry points go on with. Immutable, compared by value.</summary>
/// <param name="Method">Its name, for example <c>PlaceAsync_FromTotal</c>.</param>
/// <param name="From">The user's statement that it begins with, for the comment above it.</param>
/// <param name="IsRound">Whether it begins with another round of that loop.</param>
/// <param name="IsAsync">Whether it awaits something itself.</param>
/// <param name="Completes">Whether it can end without an outcome, at the end of a try block.</param>
/// <param name="Parameters">Its parameters as they are declared.</param>
/// <param name="Lines">Its body.</param>
internal sealed record TailModel(string Method, string From, bool IsRound, bool IsAsync, bool Completes, EquatableArray<string> Parameters, EquatableArray<BodyLine> Lines);
