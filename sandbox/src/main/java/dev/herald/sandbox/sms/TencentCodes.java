package dev.herald.sandbox.sms;

import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Refusal;

/** What Tencent Cloud SMS calls its errors. */
final class TencentCodes {
  static final Codes CODES =
      Codes.of(
          """
          200 AuthFailure.SecretIdNotFound            CREDENTIALS no such secret id
          200 AuthFailure.InvalidAuthorization        MISSING     Authorization can't be read
          200 AuthFailure.SignatureFailure            WRONG       the signature does not match
          200 AuthFailure.SignatureExpire             STALE       X-TC-Timestamp is off by over 5 minutes
          200 UnauthorizedOperation.RequestIpNotInWhitelist   -   the address is not on the whitelist
          200 UnauthorizedOperation.SdkAppIdIsDisabled        -   the app is disabled
          200 UnauthorizedOperation.SmsSdkAppIdVerifyFail     -   the app is not this account's
          200 InvalidParameterValue.SdkAppIdNotExist          -   no such app
          200 InternalError.SigVerificationFail               -   the signature could not be verified
          200 LimitExceeded.AppCountryOrRegionInBlacklist     -   the region is on the blacklist
          200 LimitExceeded.IpInBlacklist                     -   the address is on the blacklist
          200 LimitExceeded.IpNotInWhitelist                  -   the address is not on the whitelist
          200 FailedOperation.PhoneNumberInBlacklist  RECIPIENT,blocked  the number is on the blacklist
          200 InvalidParameterValue.IncorrectPhoneNumber unknown  incorrect phone number
          200 MissingParameter.EmptyPhoneNumberSet            -   PhoneNumberSet is empty
          200 FailedOperation.PhoneNumberParseFail            -   the number can't be parsed
          200 UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber - mainland and other numbers in one request
          200 UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone - a mainland template and a foreign number
          200 UnsupportedOperation.GlobalTemplateToChineseMainlandPhone - a foreign template and a mainland number
          200 FailedOperation.TemplateIncorrectOrUnapproved TEMPLATE  the template is not approved
          200 FailedOperation.SignatureIncorrectOrUnapproved  -   the signature is not approved
          200 FailedOperation.TemplateParamSetNotMatchApprovedTemplate - the parameters do not fit the template
          200 FailedOperation.TemplateUnapprovedOrNotExist    -   no such template
          200 FailedOperation.TemplateIdNotExist              -   no such template
          200 InvalidParameterValue.TemplateParameterFormatError - a parameter has the wrong format
          200 InvalidParameterValue.UnsupportedTemplateVariable - a variable is not supported
          200 FailedOperation.ContainSensitiveWord    CONTENT     the content has a sensitive word
          200 InvalidParameter.DirtyWordFound                 -   a dirty word was found
          200 InvalidParameterValue.ContentLengthLimit        -   the content is too long
          200 InvalidParameterValue.TemplateParameterLengthLimit - a parameter is too long
          200 InvalidParameterValue.ProhibitedUseUrlInTemplateParameter - a parameter is a URL
          200 LimitExceeded.PhoneNumberCountLimit             -   at most 200 numbers
          200 FailedOperation.InsufficientBalanceInSmsPackage QUOTA  the package is used up
          200 UnauthorizedOperation.ServiceSuspendDueToArrears -  suspended due to arrears
          200 RequestLimitExceeded                    THROTTLED   too many requests
          200 LimitExceeded.DeliveryFrequencyLimit    limited     too frequent
          200 LimitExceeded.PhoneNumberThirtySecondLimit      -   the same content within 30 seconds
          200 LimitExceeded.PhoneNumberDailyLimit     capped      enough for today
          200 LimitExceeded.PhoneNumberOneHourLimit           -   enough for this hour
          200 LimitExceeded.PhoneNumberSameContentDailyLimit  -   the same content too often today
          200 LimitExceeded.DailyLimit                        -   enough for today
          200 LimitExceeded.AppDailyLimit                     -   the app has sent enough for today
          200 LimitExceeded.AppMainlandChinaDailyLimit        -   enough in the mainland today
          200 LimitExceeded.AppGlobalDailyLimit               -   enough abroad today
          200 LimitExceeded.AppCountryOrRegionDailyLimit      -   enough in that region today
          200 FailedOperation.MarketingSendTimeConstraint     -   not at this hour
          200 InternalError.OtherError                BUSY        try again
          200 InternalError.Timeout                           -   timed out
          200 InternalError.SendAndRecvFail                   -   timed out behind the gateway
          200 InternalError.RequestTimeException              -   the time of the request is wrong
          200 InternalError.ParseBackendResponseFail          -   an answer could not be parsed
          200 UnsupportedProtocol                     METHOD      POST with application/json is wanted
          200 InvalidParameter                        PATH        the body must be a JSON object, the path /
          200 MissingParameter                                -   a parameter is missing
          200 NoSuchVersion                                   -   the version is 2021-01-11
          200 InvalidAction                                   -   there is no such action
          """);

  private TencentCodes() {}

  /** Whether the code stands in a number's status and not over the whole answer. */
  static boolean isOfOneNumber(Refusal refusal) {
    return refusal.code().startsWith("FailedOperation.")
        || refusal.code().startsWith("InvalidParameterValue.")
        || refusal.code().startsWith("LimitExceeded.");
  }
}
