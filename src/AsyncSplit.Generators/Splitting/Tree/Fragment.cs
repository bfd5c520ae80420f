using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A piece of code: text of the user's, text of ours, or something whose text depends on the entry point it is written into.</summary>
internal abstract record Fragment;

/// <summary>A slice of the user's source.</summary>
internal sealed record UserText(TextSpan Span) : Fragment;

/// <summary>Text of ours.</summary>
internal sealed record OwnText(string Text) : Fragment;

/// <summary>The value of a temporary: its name, or where it was captured or awaited.</summary>
internal sealed record TempUse(Temp Temp) : Fragment;

/// <summary><c>break;</c> or <c>continue;</c>, which becomes a <c>goto</c> where the loop it belongs to is only there as its rest.</summary>
internal sealed record JumpOut(JumpTarget Target, bool IsContinue) : Fragment;

/// <summary>A return statement.</summary>
internal sealed record ReturnText(Code? Value) : Fragment;

/// <summary><c>throw;</c></summary>
internal sealed record RethrowText(CatchPart Catch) : Fragment;
