using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Whether control reaches the end of a statement without a boundary.</content>
internal sealed partial class HandlerLowering
{
    // The analysis of a region looks through conditions that are no constants, such as `f() ? true : true`; the compiler, when it asks for a return, does not.
    private bool EndIsReachable(StatementSyntax statement) => MayComplete(statement)
        || statement is not (ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax)
            && model.AnalyzeControlFlow(statement) is not { Succeeded: true, EndPointIsReachable: false };

    /// <summary>Whether, as far as its parts tell, control comes to the end: false where a jump, a throw or a loop without an end is in the way.</summary>
    private bool MayComplete(StatementSyntax? statement) => statement switch
    {
        null => true,
        ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax => false,
        BlockSyntax block => block.Statements.All(MayComplete),
        IfStatementSyntax choice => Constant(choice.Condition) switch
        {
            true => MayComplete(choice.Statement),
            false => MayComplete(choice.Else?.Statement),
            null => MayComplete(choice.Statement) || MayComplete(choice.Else?.Statement),
        },
        WhileStatementSyntax loop => Constant(loop.Condition) != true,
        DoStatementSyntax loop => Constant(loop.Condition) != true && MayComplete(loop.Statement),
        ForStatementSyntax loop => loop.Condition is { } condition && Constant(condition) != true,
        SwitchStatementSyntax choice => choice.DescendantNodes().OfType<BreakStatementSyntax>().Any() || (!choice.Sections.SelectMany(section => section.Labels).OfType<DefaultSwitchLabelSyntax>().Any() && IsNeverReached(choice)),
        TryStatementSyntax attempt => (MayComplete(attempt.Block) || attempt.Catches.Any(clause => MayComplete(clause.Block))) && MayComplete(attempt.Finally?.Block),
        LockStatementSyntax region => MayComplete(region.Statement),
        UsingStatementSyntax region => MayComplete(region.Statement),
        FixedStatementSyntax region => MayComplete(region.Statement),
        CheckedStatementSyntax region => MayComplete(region.Block),
        UnsafeStatementSyntax region => MayComplete(region.Block),
        LabeledStatementSyntax labelled => MayComplete(labelled.Statement),
        _ => true,
    };

    /// <summary>Whether the compiler knows that the statement is not run, so that its analysis says nothing of the end; what is written of it for a step stands at that step's beginning.</summary>
    private bool IsNeverReached(StatementSyntax statement) => model.AnalyzeControlFlow(statement) is { Succeeded: true, StartPointIsReachable: false };

    private bool? Constant(ExpressionSyntax condition) => model.GetConstantValue(condition, cancellationToken) is { HasValue: true, Value: bool value } ? value : null;
}
