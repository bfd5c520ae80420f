namespace AsyncSplit.Generators.Splitting;

/// <summary>What the generator knows of the runtime and the framework by name: this is the only place where such names stand.</summary>
internal static class KnownNames
{
    public const string Abstractions = "AsyncSplit.Abstractions";
    public const string ChainableAttribute = "AsyncSplit.ChainableAttribute";
    public const string RetryAttribute = "AsyncSplit.RetryAttribute";
    public const string DeployAttribute = "AsyncSplit.DeployAttribute";
    public const string InlineExtensions = "AsyncSplit.InlineExtensions";
    public const string Chain = "AsyncSplit.Chain";
    public const string ChainablesAttribute = "AsyncSplit.Runtime.ChainablesAttribute`1";

    // Hosts
    public const string FunctionStartupName = "IFunctionStartup";
    public const string FunctionStartup = $"AsyncSplit.Hosting.{FunctionStartupName}";
    public const string LambdaFunctions = "AsyncSplit.AwsLambda.LambdaFunctions";
    public const string AssemblyMetadataAttribute = "System.Reflection.AssemblyMetadataAttribute";
    public const string Stream = "global::System.IO.Stream";
    public const string TaskOfStream = $"global::System.Threading.Tasks.Task<{Stream}>";

    public const string Step = "global::AsyncSplit.Runtime.Step";
    public const string StepOutcome = "global::AsyncSplit.Runtime.StepOutcome";
    public const string Awaited = "global::AsyncSplit.Runtime.Awaited";
    public const string Resumed = "global::AsyncSplit.Runtime.Resumed";
    public const string StepFutures = "global::AsyncSplit.Runtime.StepFutures";
    public const string ResumePoint = "global::AsyncSplit.Runtime.ResumePoint";
    public const string CapturedState = "global::AsyncSplit.Runtime.CapturedState";
    public const string ChainCall = "global::AsyncSplit.Runtime.ChainCall";
    public const string ChainRegistry = "global::AsyncSplit.Runtime.ChainRegistry";
    public const string StateWriter = "global::AsyncSplit.Serialization.StateWriter";
    public const string StateReader = "global::AsyncSplit.Serialization.StateReader";
    public const string Codecs = "global::AsyncSplit.Serialization.Codecs";
    public const string ValueTaskOfOutcome = "global::System.Threading.Tasks.ValueTask<global::AsyncSplit.Runtime.StepOutcome>";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string Materialize = "global::AsyncSplit.Runtime.Step.Materialize";
    public const string Unchanged = "global::AsyncSplit.Runtime.Step.Unchanged";
    public const string UnreachableException = "global::System.Diagnostics.UnreachableException";
    public const string SwitchExpressionException = "global::System.Runtime.CompilerServices.SwitchExpressionException";
}
