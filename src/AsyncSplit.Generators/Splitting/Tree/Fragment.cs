using Microsoft.CodeAnalysis;
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

/// <summary>The step's futures.</summary>
internal sealed record FuturesUse : Fragment;

/// <summary>A local of the user's, where the user has not written it.</summary>
internal sealed record LocalUse(ISymbol Local) : Fragment;

/// <summary><c>await</c> of something that stays inside its step.</summary>
internal sealed record AwaitText : Fragment;

/// <summary><c>break;</c> or <c>continue;</c>, which becomes a <c>goto</c> where the loop it belongs to is only there as its rest.</summary>
internal sealed record JumpOut(JumpTarget Target, bool IsContinue) : Fragment;

/// <summary><c>goto</c> a mark.</summary>
internal sealed record GotoText(Mark Mark) : Fragment;

/// <summary><c>goto case</c> or <c>goto default</c> in a switch statement that holds a boundary.</summary>
/// <param name="Switch">The switch.</param>
/// <param name="Section">Which of its sections is meant.</param>
/// <param name="Text">The statement as the user has it.</param>
internal sealed record GotoCaseText(SwitchNode Switch, int Section, string Text) : Fragment;

/// <summary>A return statement.</summary>
internal sealed record ReturnText(Code? Value) : Fragment;

/// <summary><c>throw;</c></summary>
internal sealed record RethrowText(CatchPart Catch) : Fragment;

/// <summary>The name of the record of a call.</summary>
internal sealed record CallRecordName(IMethodSymbol Callee) : Fragment;
