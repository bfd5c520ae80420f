using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Conformance.Harness;

/// <summary>The project in which a case is compiled.</summary>
/// <param name="Sharing">What entry points share.</param>
/// <param name="ChecksOverflow">Whether arithmetic is checked.</param>
/// <param name="Version">The version of C#.</param>
internal sealed record CaseOptions(TailSharing Sharing, bool ChecksOverflow = false, LanguageVersion Version = LanguageVersion.Latest)
{
    public static CaseOptions Default { get; } = new(TailSharing.Default);

    /// <summary>Entry points share what they can, not only what is long.</summary>
    public static CaseOptions Shared { get; } = new(TailSharing.Always);

    public static CaseOptions Checked { get; } = new(TailSharing.Default, ChecksOverflow: true);

    public static CaseOptions CSharp13 { get; } = new(TailSharing.Default, Version: LanguageVersion.CSharp13);
}
