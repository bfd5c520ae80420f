namespace AsyncSplit.Generators;

/// <summary>The names of the pipeline's steps, for tests of what is cached.</summary>
internal static class TrackingNames
{
    public const string Facts = nameof(Facts);
    public const string Analysis = nameof(Analysis);
    public const string Overrides = nameof(Overrides);
    public const string Derived = nameof(Derived);
    public const string Handlers = nameof(Handlers);
    public const string HandlerFiles = nameof(HandlerFiles);
    public const string Contracts = nameof(Contracts);
    public const string ContractFiles = nameof(ContractFiles);
    public const string Codecs = nameof(Codecs);
    public const string Exceptions = nameof(Exceptions);
    public const string Clients = nameof(Clients);
    public const string Assembly = nameof(Assembly);
    public const string Outlines = nameof(Outlines);
    public const string Manifest = nameof(Manifest);
    public const string Hosts = nameof(Hosts);
    public const string Startups = nameof(Startups);
    public const string LambdaHandlers = nameof(LambdaHandlers);
}
